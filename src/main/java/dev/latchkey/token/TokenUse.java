package dev.latchkey.token;

import java.time.Instant;

/** One call with an active token. */
record TokenUse(long tokenId, long userId, Instant at, Client client) {}
