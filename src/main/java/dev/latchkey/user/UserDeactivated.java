package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;

/** A user may no longer sign in. */
public record UserDeactivated(long userId, String login, String by) implements DomainEvent {}
