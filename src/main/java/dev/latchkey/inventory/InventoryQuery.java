package dev.latchkey.inventory;

import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Text;
import dev.latchkey.shared.TokenForm;
import dev.latchkey.token.TokenType;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens.
 *
 * @param login the owner's, exactly, at most 255 characters; blank for anybody's
 * @param owner what login, name or email of the owner contains, in any case, at most 255 characters; blank for anybody
 * @param creator the same of who generated it
 * @param type null for any
 * @param projectKey the key of the project that it is for, at most 400 characters; blank for any
 * @param expires days in UTC
 * @param neverExpires true for those alone that do not expire
 * @param breaksPolicy true for those alone that live longer than the policy would allow them today
 * @param unusedForDays neither used nor generated for so many days, 1–3650; null for any
 * @param lineage the id of a token: its values by rotation, and what comes from it by generation or rotation; null for any
 */
public record InventoryQuery(
        @Size(max = 255, message = "{inventory.login.invalid}")
        @Pattern(regexp = InventoryQuery.PLAIN, message = "{inventory.login.invalid}")
        String login,

        @Size(max = 255, message = "{inventory.owner.invalid}")
        @Pattern(regexp = InventoryQuery.PLAIN, message = "{inventory.owner.invalid}")
        String owner,

        @Size(max = 255, message = "{inventory.creator.invalid}")
        @Pattern(regexp = InventoryQuery.PLAIN, message = "{inventory.creator.invalid}")
        String creator,

        @Nullable TokenType type,

        @Size(max = 400, message = "{inventory.project.invalid}")
        @Pattern(regexp = InventoryQuery.PLAIN, message = "{inventory.project.invalid}")
        String projectKey,

        Status status,
        Range<Instant> created,
        Range<Instant> lastUsed,
        Range<LocalDate> expires,
        boolean neverExpires,
        boolean breaksPolicy,
        @Nullable Integer unusedForDays,
        @Nullable Long lineage)
        implements Serializable {

    /** Without control characters. */
    private static final String PLAIN = "\\P{Cntrl}*";

    private static final int MOST_DAYS = 3_650;

    /** Which tokens by their state. */
    public enum Status {
        /** Good at this moment, the former value of a rotation included. */
        LIVE,
        EXPIRED,
        REVOKED,
        ALL
    }

    /**
     * A stretch of time.
     *
     * @param from this one or later; null for any
     * @param until before this one; null for any
     */
    public record Range<T extends Serializable>(
            @Nullable T from, @Nullable T until) implements Serializable {}

    /** @throws InvalidException when the number of days is out of its range, or a text is the value of a token */
    public InventoryQuery {
        login = noSecret("login", login);
        owner = noSecret("owner", owner);
        creator = noSecret("creator", creator);
        projectKey = noSecret("projectKey", projectKey);
        if (unusedForDays != null && (unusedForDays < 1 || unusedForDays > MOST_DAYS)) {
            throw new InvalidException("unusedForDays", "value.range", 1, MOST_DAYS);
        }
    }

    /** Whether anything but the status is asked for. */
    public boolean isNarrow() {
        var any = new Range<Instant>(null, null);
        return !equals(new InventoryQuery(
                "", "", "", null, "", status, any, any, new Range<>(null, null), false, false, null, null));
    }

    /** A query stands in addresses, bookmarks and tasks: no place for what somebody pasted into the wrong field. */
    private static String noSecret(String name, String given) {
        var text = Text.clean(given);
        if (TokenForm.isIn(text)) {
            throw new InvalidException(name, "inventory.secret");
        }
        return text;
    }
}
