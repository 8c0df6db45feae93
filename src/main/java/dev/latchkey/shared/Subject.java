package dev.latchkey.shared;

import org.jspecify.annotations.Nullable;

/**
 * The subject of an event: a user, an object, or an object that belongs to a user. Users are identified by id only,
 * because login, name and email are personal data that may be erased, and the audit log is permanent.
 *
 * @param userId the user concerned; null for none
 * @param kind the type of the object, one lower-case word such as {@code token}; null when the subject is the user
 * @param id the id of the object; null when it has none
 * @param name the name of the object, 1–400 characters, no personal data
 */
public record Subject(
        @Nullable Long userId,
        @Nullable String kind,
        @Nullable Long id,
        @Nullable String name) {

    /** Unknown subject. */
    public static final Subject UNKNOWN = new Subject(null, null, null, null);

    public static Subject user(long userId) {
        return new Subject(userId, null, null, null);
    }

    public static Subject thing(String kind, long id, String name) {
        return new Subject(null, kind, id, name);
    }

    /** An object identified by name only, such as a setting. */
    public static Subject thing(String kind, String name) {
        return new Subject(null, kind, null, name);
    }

    /** This object, with the user it belongs to or concerns. */
    public Subject of(long owner) {
        return new Subject(owner, kind, id, name);
    }
}
