package dev.latchkey.token;

/** What the use of a token shows that its owner should know. */
public sealed interface NewsOfUse permits TokenUsedFromNewAddress, TokenUsedElsewhere {}
