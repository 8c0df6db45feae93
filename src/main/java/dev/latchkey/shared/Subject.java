package dev.latchkey.shared;

import org.jspecify.annotations.Nullable;

/**
 * What an event is about: a user, a thing, or a thing of a user's. A user is known by id alone: login, name and mail are
 * personal data that may be erased, and what is written of an event stays for good.
 *
 * @param userId the user whom it concerns; null for nobody
 * @param kind what the thing is, in one lower-case word such as {@code token}; null when it is the user itself
 * @param id the thing's id; null when it has none
 * @param name what people call the thing, 1–400 characters, no personal data
 */
public record Subject(
        @Nullable Long userId,
        @Nullable String kind,
        @Nullable Long id,
        @Nullable String name) {

    /** Nobody and nothing that is known here. */
    public static final Subject UNKNOWN = new Subject(null, null, null, null);

    public static Subject user(long userId) {
        return new Subject(userId, null, null, null);
    }

    public static Subject thing(String kind, long id, String name) {
        return new Subject(null, kind, id, name);
    }

    /** A thing that has a name only, such as a setting. */
    public static Subject thing(String kind, String name) {
        return new Subject(null, kind, null, name);
    }

    /** The same thing as one that belongs to, or concerns, this user. */
    public Subject of(long owner) {
        return new Subject(owner, kind, id, name);
    }
}
