package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;

/** A user's password is another one now. */
public record PasswordChanged(long userId, String login, String by) implements DomainEvent {}
