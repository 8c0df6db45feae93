package dev.latchkey.inventory;

import dev.latchkey.token.EndReason;
import dev.latchkey.token.TokenType;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A token in the inventory.
 *
 * @param login the current login of the owner
 * @param masked the displayed form of the value
 * @param createdBy the current login of the creator; null if unknown
 * @param createdByTokenId the token used to generate or rotate it; null for none
 * @param createdByToken the name of that token; null if none or deleted
 * @param ending null while it is active
 * @param isFormer whether a rotation has replaced it
 * @param endsAt the end of the overlap of a previous value; null until the first use of the new one, and for other
 * tokens
 * @param deadUses the number of calls after its end
 */
public record ListedToken(
        long id,
        long userId,
        String login,
        String name,
        TokenType type,
        String masked,
        @Nullable String projectKey,
        @Nullable String projectName,
        Instant createdAt,
        @Nullable String createdBy,
        @Nullable Long createdByTokenId,
        @Nullable String createdByToken,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedAddress,
        @Nullable LocalDate expiresOn,
        @Nullable Instant endedAt,
        @Nullable EndReason endReason,
        @Nullable String endedBy,
        boolean isFormer,
        @Nullable Instant endsAt,
        long deadUses)
        implements Serializable {

    public InventoryQuery.Status status() {
        if (endReason == null) {
            return InventoryQuery.Status.LIVE;
        }
        return endReason == EndReason.EXPIRED ? InventoryQuery.Status.EXPIRED : InventoryQuery.Status.REVOKED;
    }
}
