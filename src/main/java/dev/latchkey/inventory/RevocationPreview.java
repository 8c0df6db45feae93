package dev.latchkey.inventory;

import dev.latchkey.shared.DateText;
import dev.latchkey.shared.InvalidException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator was told before ordering a revocation, and gives back with the order, so that what is revoked is
 * what was looked at.
 *
 * @param asOf when the tokens were counted
 * @param latest the last day at which the policy let a token end then; null for any
 * @param count how many good tokens there were
 * @param users who the users were whose login, name or email was asked for; blank when none was
 */
public record RevocationPreview(Instant asOf, @Nullable LocalDate latest, int count, String users)
        implements Serializable {

    private static final String ANY = "-";

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws InvalidException when it is none of ours
     */
    public static RevocationPreview parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ");
            if (parts.length != 4 || !Character.isDigit(parts[0].charAt(0))) {
                throw new IllegalArgumentException(text);
            }
            return new RevocationPreview(
                    Instant.parse(parts[0]),
                    parts[1].equals(ANY) ? null : DateText.day(parts[1]),
                    Integer.parseInt(parts[2]),
                    parts[3].equals(ANY) ? "" : parts[3]);
        } catch (RuntimeException e) {
            throw new InvalidException("asOf", "api.asOf");
        }
    }

    /** For programs that give it back. */
    public String toText() {
        var text = asOf + " " + (latest == null ? ANY : DateText.of(latest)) + " " + count + " "
                + (users.isEmpty() ? ANY : users);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
