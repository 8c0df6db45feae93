package dev.latchkey.token;

import dev.latchkey.shared.InvalidException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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

        @Size(min = 1, max = LONGEST_NAME, message = "{token.name.invalid}")
        @Pattern(regexp = "\\P{Cc}*", message = "{token.name.invalid}")
        String name,

        @NotNull TokenType type,
        @Nullable LocalDate expirationDate,
        @Nullable String projectKey) {

    static final int LONGEST_NAME = 100;

    /** @throws InvalidException when the name is the value of a token: names stand in lists, mails and the audit log */
    public NewToken {
        name = name.strip();
        if (TokenSecret.parse(name).isPresent()) {
            throw new InvalidException("name", "token.name.secret");
        }
    }
}
