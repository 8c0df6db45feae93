package dev.latchkey.token;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token in a list, on pages, in answers and in exports.
 *
 * @param login the current login of the owner
 * @param masked the displayed form of the value
 * @param projectName the name of its project, which may be deleted; null unless it is a project analysis token
 * @param scopes the names of the scopes that it is limited to, in order; null for a token without limit
 * @param networks from which it may be used; null for every network
 * @param createdBy the current login of the creator; null if unknown
 * @param createdByTokenId the token used to generate or rotate it; null for none
 * @param createdByToken the name of that token; null if none or deleted
 * @param lastUsedAt to the minute; null if never used
 * @param lastUsedAgent blank if the client sent none; null if never used or erased
 * @param expiresOn the token ends at the start of this day in UTC; null for no expiration
 * @param endedAt when it ended; null while it is active, as are the reason and the user who ended it
 * @param deadUses the number of calls after its end
 * @param lastDeadUseAt the last call after its end, accurate to some seconds; null for none
 * @param stray the refused calls from outside of its networks; null for none
 * @param holdsName whether it holds its name, which it does until it is revoked or rotated
 * @param overlapEnd when a previous value that is still active ends; null until the first use of the new value, and for
 * other tokens
 * @param former the previous value; null unless that is active
 */
public record TokenSummary(
        long id,
        long userId,
        String login,
        String name,
        TokenType type,
        String masked,
        @Nullable String projectKey,
        @Nullable String projectName,
        @Nullable List<String> scopes,
        @Nullable List<String> networks,
        Instant createdAt,
        @Nullable String createdBy,
        @Nullable Long createdByTokenId,
        @Nullable String createdByToken,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedAddress,
        @Nullable String lastUsedAgent,
        @Nullable LocalDate expiresOn,
        @Nullable Instant endedAt,
        @Nullable EndReason endReason,
        @Nullable String endedBy,
        long deadUses,
        @Nullable Instant lastDeadUseAt,
        @Nullable Stray stray,
        boolean holdsName,
        @Nullable Instant overlapEnd,
        @Nullable Former former)
        implements Serializable {

    /** The state of a token. */
    public enum Status {
        LIVE,
        EXPIRED,
        REVOKED
    }

    /**
     * The previous value while it is active.
     *
     * @param endsAt null until the first use of the new value
     */
    public record Former(String masked, @Nullable Instant endsAt) implements Serializable {}

    /**
     * Refused calls with an active token from outside of its networks.
     *
     * @param last accurate to some seconds
     * @param address of the last one; null if erased
     */
    public record Stray(long calls, Instant last, @Nullable String address) implements Serializable {}

    public Status status() {
        if (endReason == null) {
            return Status.LIVE;
        }
        return endReason == EndReason.EXPIRED ? Status.EXPIRED : Status.REVOKED;
    }

    /** Whether it is a previous value that is still active. */
    public boolean isFormer() {
        return endedAt == null && !holdsName;
    }

    /** The name of the token used to generate or rotate it, or its id if deleted; null for none. */
    public @Nullable String createdWith() {
        return createdByToken == null && createdByTokenId != null ? "#" + createdByTokenId : createdByToken;
    }
}
