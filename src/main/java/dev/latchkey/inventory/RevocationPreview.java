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
 * The counted tokens that an administrator confirms, so that only what was previewed is revoked.
 *
 * @param asOf when the tokens were counted
 * @param latest the latest expiration under the policy at that time; null for any
 * @param count the number of active tokens
 * @param users a fingerprint of the users that the query names; blank for none
 */
public record RevocationPreview(Instant asOf, @Nullable LocalDate latest, int count, String users)
        implements Serializable {

    private static final String ANY = "-";

    /**
     * Parses the result of {@link #toText}.
     *
     * @throws InvalidException if it is malformed
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

    /** The text form for programs. */
    public String toText() {
        var text = asOf + " " + (latest == null ? ANY : DateText.of(latest)) + " " + count + " "
                + (users.isEmpty() ? ANY : users);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
