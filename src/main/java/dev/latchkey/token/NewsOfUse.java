package dev.latchkey.token;

/** A use of a token that its owner should hear of. */
public sealed interface NewsOfUse permits TokenUsedFromNewAddress, TokenUsedElsewhere {}
