package dev.latchkey.token.web;

import dev.latchkey.policy.TokenPolicy;
import dev.latchkey.token.AccessToken;
import dev.latchkey.token.Client;
import dev.latchkey.token.End;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token in the list.
 *
 * @param named whether it holds its name, so that it can be rotated and revoked; ended tokens may share a name
 * @param createdByToken the name of the token used to generate or rotate it, or its id; null for none
 * @param revokedAt when it ended early; null if it did not
 * @param former the displayed part of the previous value; null unless that is active
 * @param formerEndsAt the end of the previous value; null if it ends with the first use of this one
 */
public record TokenRow(
        long id,
        boolean named,
        String name,
        String masked,
        String type,
        @Nullable String projectKey,
        @Nullable String projectName,
        Instant createdAt,
        @Nullable String createdBy,
        @Nullable String createdByToken,
        @Nullable Instant lastUsedAt,
        @Nullable String lastAddress,
        @Nullable LocalDate expiresOn,
        boolean expired,
        boolean soon,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy,
        @Nullable String reason,
        long deadUses,
        @Nullable Instant lastDeadUseAt,
        @Nullable String former,
        @Nullable Instant formerEndsAt)
        implements Serializable {

    static TokenRow of(AccessToken token, Instant now, TokenPolicy policy) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var end = token.end(now);
        var revocation = end.filter(ended -> !ended.isExpiry());
        var former = token.former(now);
        return new TokenRow(
                token.id(),
                token.holdsName(),
                token.name(),
                token.masked(),
                token.type().name(),
                token.projectKey(),
                token.projectName(),
                token.createdAt(),
                token.createdBy(),
                token.createdByTokenId() == null
                        ? null
                        : Objects.requireNonNullElse(token.createdByToken(), "#" + token.createdByTokenId()),
                token.lastUsedAt(),
                Optional.ofNullable(token.lastUsedFrom()).map(Client::address).orElse(null),
                token.expiresOn(),
                end.filter(End::isExpiry).isPresent(),
                end.isEmpty() && policy.expiresSoon(token.expiresOn(), today),
                revocation.map(End::at).orElse(null),
                revocation.map(End::byLogin).orElse(null),
                revocation.map(End::reason).map(Enum::name).orElse(null),
                token.deadUses(),
                token.lastDeadUseAt(),
                former.map(AccessToken::masked).orElse(null),
                former.map(AccessToken::overlapEnd).orElse(null));
    }
}
