package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;

/** A user was created, or a deactivated one brought back. */
public record UserCreated(long userId, String login, String by) implements DomainEvent {}
