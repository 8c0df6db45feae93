package dev.latchkey.audit;

import org.jspecify.annotations.Nullable;

/**
 * An entry with the current names of users and tokens. Names are not part of entries, so that they can change or be
 * erased.
 *
 * @param actor the login of the actor; null if anonymous
 * @param token the name of the actor's token; null if none, or deleted
 * @param user the login of the affected user; null if none
 */
public record ListedEntry(
        AuditEntry entry,
        @Nullable String actor,
        @Nullable String token,
        @Nullable String user) {}
