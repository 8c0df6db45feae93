package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events about a user. */
public sealed interface UserEvent extends DomainEvent {

    long userId();

    @Override
    default Subject subject() {
        return Subject.user(userId());
    }

    record UserCreated(long userId) implements UserEvent {}

    /** @param group the name of the group that owns it */
    record ServiceAccountCreated(long userId, String group) implements UserEvent {

        @Override
        public Map<String, String> details() {
            return Map.of("group", group);
        }
    }

    /** Another group owns the service account. */
    record ServiceAccountHandedOver(long userId, String previousGroup, String group) implements UserEvent {

        @Override
        public Map<String, String> details() {
            return Map.of("previousGroup", previousGroup, "group", group);
        }
    }

    /**
     * The name or the email has changed.
     *
     * @param fields names of the changed ones; their values are personal data
     * @param formerEmail null for none; it goes into no log
     */
    record UserUpdated(
            long userId, List<String> fields, @Nullable String formerEmail) implements UserEvent {

        @Override
        public Map<String, String> details() {
            return Map.of("fields", String.join(",", fields));
        }
    }

    record LoginChanged(long userId) implements UserEvent {}

    record PasswordChanged(long userId, String login) implements UserEvent {}

    /** The user prefers another language or appearance of the pages. */
    record PreferencesChanged(long userId) implements UserEvent {}

    /** The server was started with {@code --reset-admin}: this administrator has a new password. */
    record AdministratorReset(long userId) implements UserEvent {}

    /** The user can no longer sign in. */
    record UserDeactivated(long userId) implements UserEvent {}

    /** The user can sign in again. Tokens stay revoked. */
    record UserReactivated(long userId, String login) implements UserEvent {}

    /**
     * A neutral login has replaced the personal data of a deactivated user. Each feature that keeps data of the user erases it
     * in the same transaction.
     *
     * @param formerLogin to find data that refers to the user by login only; it goes into no log
     */
    record UserAnonymized(long userId, String formerLogin) implements UserEvent {}
}
