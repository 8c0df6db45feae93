package dev.latchkey.token;

import dev.latchkey.shared.Readable;
import dev.latchkey.shared.Text;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a token to be generated.
 *
 * @param login whose it will be; null or blank for the caller's own
 * @param name 1–100 characters without spaces at either end, unique among the owner's live tokens, case counts
 * @param expirationDate the UTC day at whose beginning it ends, at the earliest tomorrow; null for never
 * @param projectKey of the one project that a project analysis token is for; without meaning for the other types
 */
public record NewToken(
        @Nullable String login,

        @Readable(max = LONGEST_NAME, message = "{token.name.invalid}", secret = "{token.name.secret}")
        String name,

        @NotNull TokenType type,
        @Nullable LocalDate expirationDate,
        @Nullable String projectKey) {

    static final int LONGEST_NAME = 100;

    public NewToken {
        name = Text.clean(name);
    }
}
