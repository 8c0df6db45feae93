package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;

/** A token has ended before its time. */
public record TokenRevoked(long tokenId, String login, String name, String by, RevocationReason reason)
        implements DomainEvent {}
