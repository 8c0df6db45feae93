package dev.latchkey.audit;

import org.jspecify.annotations.Nullable;

/**
 * An entry with the names that people know users and tokens by today. They are not part of it, so that they can change, or be erased.
 *
 * @param actor the login of who did it; null when nobody was recognised
 * @param token the name of the token that the actor came with; null when it was none, or is forgotten
 * @param user the login of whom it happened to; null when it was about no user
 */
public record ListedEntry(
        AuditEntry entry,
        @Nullable String actor,
        @Nullable String token,
        @Nullable String user) {}
