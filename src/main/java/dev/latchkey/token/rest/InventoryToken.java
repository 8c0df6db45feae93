package dev.latchkey.token.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;
import static dev.latchkey.platform.rest.ParameterConverters.optional;

import dev.latchkey.token.TokenSummary;
import dev.latchkey.token.TokenType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token in a list of all users' tokens.
 *
 * @param hint the displayed part of the value
 * @param scopes null for a token without limit
 * @param networks null for every network
 * @param isFormer true for a previous value that is active until {@code endsAt}, or until the first use of the new one;
 * null for other tokens
 * @param endReason EXPIRED or why it was revoked
 * @param callsAfterEnd the number of calls after the end
 * @param callsFromElsewhere the number of refused calls from outside of its networks; null for none
 * @param createdByToken the token used to generate or rotate it
 */
public record InventoryToken(
        String id,
        String login,
        String name,
        String hint,
        TokenType type,
        UserToken.@Nullable Project project,
        @Nullable List<String> scopes,
        @Nullable List<String> networks,
        String createdAt,
        @Nullable String createdBy,
        @Nullable String lastConnectionDate,
        @Nullable String lastConnectionAddress,
        @Nullable String expirationDate,
        TokenSummary.Status status,
        @Nullable Boolean isFormer,
        @Nullable String endsAt,
        @Nullable String endedAt,
        @Nullable String endedBy,
        @Nullable String endReason,
        @Nullable Long callsAfterEnd,
        @Nullable Long callsFromElsewhere,
        @Nullable String lastCallFromElsewhere,
        @Nullable String lastAddressElsewhere,
        @Nullable String createdByTokenId,
        @Nullable String createdByToken) {

    static InventoryToken of(TokenSummary token) {
        var stray = token.stray();
        return new InventoryToken(
                Long.toString(token.id()),
                token.login(),
                token.name(),
                token.masked(),
                token.type(),
                UserToken.Project.of(token),
                token.scopes(),
                token.networks(),
                format(token.createdAt()),
                token.createdBy(),
                optional(token.lastUsedAt()),
                token.lastUsedAddress(),
                optional(token.expiresOn()),
                token.status(),
                token.isFormer() ? true : null,
                optional(token.overlapEnd()),
                optional(token.endedAt()),
                token.endedBy(),
                optional(token.endReason()),
                token.endedAt() == null ? null : token.deadUses(),
                stray == null ? null : stray.calls(),
                stray == null ? null : format(stray.last()),
                stray == null ? null : stray.address(),
                optional(token.createdByTokenId()),
                token.createdByToken());
    }
}
