package dev.latchkey.inventory;

import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.TokenForm;
import dev.latchkey.token.TokenType;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A query for tokens.
 *
 * @param login the exact login of the owner, at most 255 characters; blank for any
 * @param owner part of login, name or email of the owner, in any case, at most 255 characters; blank for any
 * @param creator part of login, name or email of the creator, in any case, at most 255 characters; blank for any
 * @param type null for any
 * @param projectKey the key of the token's project, at most 400 characters; blank for any
 * @param scope the exact name of a scope that the token has, at most 100 characters; blank for any
 * @param expires days in UTC
 * @param neverExpires true for tokens without expiration only
 * @param breaksPolicy true for tokens only that last longer than the policy allows today
 * @param everyScope true for tokens only that are not limited to scopes
 * @param everyNetwork true for tokens only that are not bound to networks
 * @param unusedForDays neither used nor generated for this many days, 1–3650; null for any
 * @param lineage the id of a token, to select its values by rotation and its descendants; null for any
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

        @Size(max = 100, message = "{inventory.scope.invalid}")
        @Pattern(regexp = InventoryQuery.PLAIN, message = "{inventory.scope.invalid}")
        String scope,

        Status status,
        Range<Instant> created,
        Range<Instant> lastUsed,
        Range<LocalDate> expires,
        boolean neverExpires,
        boolean breaksPolicy,
        boolean everyScope,
        boolean everyNetwork,
        @Nullable Integer unusedForDays,
        @Nullable Long lineage)
        implements Serializable {

    /** Without control characters. */
    private static final String PLAIN = "\\P{Cntrl}*";

    private static final int MOST_DAYS = 3_650;

    /** The states to include. */
    public enum Status {
        /** Active, including previous values during an overlap. */
        LIVE,
        EXPIRED,
        REVOKED,
        ALL
    }

    /**
     * A range of time.
     *
     * @param from this one or later; null for any
     * @param until before this one; null for any
     */
    public record Range<T extends Serializable>(
            @Nullable T from, @Nullable T until) implements Serializable {}

    /** A sort order and its direction. */
    public record Sort(InventoryOrder order, boolean ascending) implements Serializable {

        /** Newest first. */
        public static final Sort NEWEST_FIRST = new Sort(InventoryOrder.CREATED, false);

        Sort reversed() {
            return new Sort(order, !ascending);
        }
    }

    /** @throws InvalidException if the number of days is out of range, or a text is a token value */
    public InventoryQuery {
        login = TokenForm.absentFrom("login", login);
        owner = TokenForm.absentFrom("owner", owner);
        creator = TokenForm.absentFrom("creator", creator);
        projectKey = TokenForm.absentFrom("projectKey", projectKey);
        scope = TokenForm.absentFrom("scope", scope);
        if (unusedForDays != null && (unusedForDays < 1 || unusedForDays > MOST_DAYS)) {
            throw new InvalidException("unusedForDays", "value.range", 1, MOST_DAYS);
        }
    }

    /** Whether it filters by anything but the status. */
    public boolean isNarrow() {
        var any = new Range<Instant>(null, null);
        return !equals(new InventoryQuery(
                "",
                "",
                "",
                null,
                "",
                "",
                status,
                any,
                any,
                new Range<>(null, null),
                false,
                false,
                false,
                false,
                null,
                null));
    }
}
