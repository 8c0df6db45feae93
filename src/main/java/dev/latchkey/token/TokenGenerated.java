package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;

/** A token exists that did not before. */
public record TokenGenerated(long tokenId, String login, String name, String by) implements DomainEvent {}
