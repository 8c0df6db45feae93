package dev.latchkey.inventory;

import dev.latchkey.token.Ending;
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
 * @param ending null as long as it is good
 * @param isFormer whether a rotation has given it a successor
 * @param endsAt the end of the time in which a former value is still good; null for the first use of the new one, and for
 *     what is no former value
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
        @Nullable Ending ending,
        boolean isFormer,
        @Nullable Instant endsAt,
        long deadUses)
        implements Serializable {

    public InventoryQuery.Status status() {
        if (ending == null) {
            return InventoryQuery.Status.LIVE;
        }
        return ending.isExpiry() ? InventoryQuery.Status.EXPIRED : InventoryQuery.Status.REVOKED;
    }
}
