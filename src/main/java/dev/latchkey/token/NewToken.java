package dev.latchkey.token;

import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Readable;
import dev.latchkey.shared.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The details of a new token.
 *
 * @param login of its owner; null or blank for the caller
 * @param name 1–100 characters, trimmed, unique among the tokens of the owner that hold their names, case-sensitive
 * @param expirationDate the UTC day at whose start it ends, tomorrow at the earliest; null for never
 * @param projectKey of the project of a project analysis token; ignored for other types
 * @param scopes the names of the scopes that it is limited to, 1–50; null for all that its owner may
 * @param networks from which it may be used; null for every network
 */
public record NewToken(
        @Nullable String login,

        @Readable(max = LONGEST_NAME, message = "{token.name.invalid}", secret = "{token.name.secret}")
        String name,

        @NotNull TokenType type,
        @Nullable LocalDate expirationDate,
        @Nullable String projectKey,

        @Size(min = 1, message = "{token.scopes.empty}") @Nullable
        Set<String> scopes,

        @Nullable Networks networks) {

    static final int LONGEST_NAME = 100;

    public NewToken {
        name = Text.clean(name);
        scopes = scopes == null ? null : Set.copyOf(scopes);
    }

    /**
     * The name as tokens have it.
     *
     * @throws InvalidException if no token can have it
     */
    static String checkedName(String name) {
        var clean = Text.clean(name);
        if (clean.isEmpty() || clean.length() > LONGEST_NAME) {
            throw new InvalidException("name", "token.name.invalid");
        }
        return clean;
    }
}
