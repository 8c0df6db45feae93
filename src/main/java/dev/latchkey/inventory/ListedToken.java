package dev.latchkey.inventory;

import dev.latchkey.token.EndReason;
import dev.latchkey.token.TokenType;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A token as the inventory shows it.
 *
 * @param login of the owner, as it is now
 * @param masked what may be shown of the value
 * @param createdBy the login, as it is now, of who generated it; null when it is not known
 * @param createdByTokenId the token with which it was generated, or got this value by rotation; null when it was none
 * @param createdByToken the name of that token; null when it was none, or is forgotten
 * @param endedAt when it ended; null while it is active
 * @param endReason why it ended; null while it is active
 * @param endedBy the login, as it is now, of who ended it; null while it is active, or when nobody did
 * @param isFormer whether it is the former value of a rotation and still active
 * @param endsAt when a former value ends; null for the first use of the new one, and for what is no former value
 * @param deadUses how many calls came with it after its end
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
