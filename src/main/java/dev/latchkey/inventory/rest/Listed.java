package dev.latchkey.inventory.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;

import dev.latchkey.inventory.InventoryQuery.Status;
import dev.latchkey.inventory.ListedToken;
import dev.latchkey.token.TokenType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token in a response; {@code hint} is the displayed part of the value, {@code isFormer} marks a previous value that
 * is active until {@code endsAt} or the first use of the new one, {@code endReason} is EXPIRED or why it was revoked,
 * {@code callsAfterEnd} counts calls after the end, and {@code createdByToken} is the token used to generate or rotate
 * it.
 */
public record Listed(
        String id,
        String login,
        String name,
        String hint,
        TokenType type,
        @Nullable Project project,
        String createdAt,
        @Nullable String createdBy,
        @Nullable String lastConnectionDate,
        @Nullable String lastConnectionAddress,
        @Nullable String expirationDate,
        Status status,
        @Nullable Boolean isFormer,
        @Nullable String endsAt,
        @Nullable String endedAt,
        @Nullable String endedBy,
        @Nullable String endReason,
        @Nullable Long callsAfterEnd,
        @Nullable String createdByTokenId,
        @Nullable String createdByToken) {

    /** The project of a project analysis token. */
    public record Project(String key, @Nullable String name) {}

    static Listed of(ListedToken token) {
        return new Listed(
                Long.toString(token.id()),
                token.login(),
                token.name(),
                token.masked(),
                token.type(),
                token.projectKey() == null ? null : new Project(token.projectKey(), token.projectName()),
                format(token.createdAt()),
                token.createdBy(),
                optional(token.lastUsedAt()),
                token.lastUsedAddress(),
                token.expiresOn() == null ? null : format(token.expiresOn()),
                token.status(),
                token.isFormer() ? true : null,
                optional(token.endsAt()),
                optional(token.endedAt()),
                token.endedBy(),
                token.endReason() == null ? null : token.endReason().name(),
                token.endedAt() == null ? null : token.deadUses(),
                token.createdByTokenId() == null ? null : Long.toString(token.createdByTokenId()),
                token.createdByToken());
    }

    private static @Nullable String optional(@Nullable Instant moment) {
        return moment == null ? null : format(moment);
    }
}
