package dev.latchkey.token.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;
import static dev.latchkey.platform.rest.ParameterConverters.optional;

import dev.latchkey.token.TokenSummary;
import dev.latchkey.token.TokenType;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token in the list of one user, with the fields of the reference product and more.
 *
 * @param hint the displayed part of the value
 * @param createdByToken the token used to generate or rotate it
 * @param scopes null for a token without limit
 * @param networks null for every network
 * @param isExpired whether its day has come, even if it was revoked before
 * @param endReason EXPIRED or why it was revoked
 * @param callsAfterEnd the number of calls after the end
 * @param callsFromElsewhere the number of refused calls from outside of its networks; null for none
 */
public record UserToken(
        String id,
        String name,
        String hint,
        String createdAt,
        @Nullable String createdBy,
        @Nullable String createdByTokenId,
        @Nullable String createdByToken,
        TokenType type,
        @Nullable String lastConnectionDate,
        @Nullable String lastConnectionAddress,
        @Nullable String lastConnectionAgent,
        @Nullable String expirationDate,
        @Nullable Boolean isExpired,
        @Nullable Project project,
        @Nullable List<String> scopes,
        @Nullable List<String> networks,
        @Nullable String endedAt,
        @Nullable String endedBy,
        @Nullable String endReason,
        @Nullable Long callsAfterEnd,
        @Nullable String lastCallAfterEnd,
        @Nullable Long callsFromElsewhere,
        @Nullable String lastCallFromElsewhere,
        @Nullable String lastAddressElsewhere,
        @Nullable Former former) {

    /** The project of a project analysis token. */
    public record Project(String key, String name) {

        static @Nullable Project of(TokenSummary token) {
            var key = token.projectKey();
            var name = token.projectName();
            return key == null || name == null ? null : new Project(key, name);
        }
    }

    /** The previous value while it is active; without an end, it is valid until the first use of the new one. */
    public record Former(String hint, @Nullable String endsAt) {}

    /** @param today decides whether its day has come */
    static UserToken of(TokenSummary token, LocalDate today) {
        var former = token.former();
        var stray = token.stray();
        return new UserToken(
                Long.toString(token.id()),
                token.name(),
                token.masked(),
                format(token.createdAt()),
                token.createdBy(),
                optional(token.createdByTokenId()),
                token.createdByToken(),
                token.type(),
                optional(token.lastUsedAt()),
                token.lastUsedAddress(),
                token.lastUsedAgent(),
                optional(token.expiresOn()),
                token.expiresOn() == null ? null : !token.expiresOn().isAfter(today),
                Project.of(token),
                token.scopes(),
                token.networks(),
                optional(token.endedAt()),
                token.endedBy(),
                optional(token.endReason()),
                token.endedAt() == null ? null : token.deadUses(),
                optional(token.lastDeadUseAt()),
                stray == null ? null : stray.calls(),
                stray == null ? null : format(stray.last()),
                stray == null ? null : stray.address(),
                former == null ? null : new Former(former.masked(), optional(former.endsAt())));
    }
}
