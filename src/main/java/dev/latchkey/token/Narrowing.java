package dev.latchkey.token;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a new value keeps of its token.
 *
 * @param scopes their names; null for all
 * @param networks null for all
 */
public record Narrowing(
        @Nullable Set<String> scopes, @Nullable Networks networks) {

    /** Keeps all. */
    public static final Narrowing NONE = new Narrowing(null, null);

    public Narrowing {
        scopes = scopes == null ? null : Set.copyOf(scopes);
    }
}
