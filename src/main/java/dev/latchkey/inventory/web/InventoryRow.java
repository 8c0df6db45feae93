package dev.latchkey.inventory.web;

import dev.latchkey.inventory.ListedToken;
import dev.latchkey.token.EndReason;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A token in the table.
 *
 * @param createdByTokenId the token used to generate or rotate it; null for none
 * @param createdByToken the name of that token, or its id if deleted; null for none
 * @param former whether it is a previous value that is still active
 * @param endsAt the end of a previous value; null until the first use of the new one
 * @param endedAt null while it is active
 * @param reason why it was revoked; null if it was not
 */
public record InventoryRow(
        long id,
        String login,
        String name,
        String masked,
        String type,
        @Nullable String projectKey,
        @Nullable String projectName,
        Instant createdAt,
        @Nullable String createdBy,
        @Nullable Long createdByTokenId,
        @Nullable String createdByToken,
        @Nullable Instant lastUsedAt,
        @Nullable String lastAddress,
        @Nullable LocalDate expiresOn,
        String status,
        boolean former,
        @Nullable Instant endsAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable String reason,
        long deadUses)
        implements Serializable {

    static InventoryRow of(ListedToken token) {
        var reason = token.endReason();
        return new InventoryRow(
                token.id(),
                token.login(),
                token.name(),
                token.masked(),
                token.type().name(),
                token.projectKey(),
                token.projectName(),
                token.createdAt(),
                token.createdBy(),
                token.createdByTokenId(),
                token.createdByTokenId() == null
                        ? null
                        : Objects.requireNonNullElse(token.createdByToken(), "#" + token.createdByTokenId()),
                token.lastUsedAt(),
                token.lastUsedAddress(),
                token.expiresOn(),
                token.status().name(),
                token.isFormer(),
                token.endsAt(),
                token.endedAt(),
                token.endedBy(),
                reason == null || reason == EndReason.EXPIRED ? null : reason.name(),
                token.deadUses());
    }
}
