package dev.latchkey.policy;

import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Message;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for tokens, all of them. They only ever shorten: the strictest one that says something counts. Days are
 * calendar days in UTC.
 *
 * @param maximumLifetime so many days after today a new token expires at the latest, 1–36500; null for no limit
 * @param tokensMay what who calls with a token may do of what makes or widens a credential
 * @param revokeUnusedAfter a token that nobody used for so many days is revoked, 1–3650; null for never
 * @param warnBefore so many days before it expires a token is marked and its owner told, 1–90
 * @param keepEnded so many days after its end a token can still be looked up, 1–3650; null for ever
 * @param tellNewAddress whether owners are told when a token is used from an address that is new for it
 */
public record TokenPolicy(
        @Nullable Integer maximumLifetime,
        Set<CredentialAct> tokensMay,
        @Nullable Integer revokeUnusedAfter,
        int warnBefore,
        @Nullable Integer keepEnded,
        boolean tellNewAddress)
        implements Serializable {

    /** What counts until an administrator decides otherwise. */
    public static final TokenPolicy DEFAULT =
            new TokenPolicy(null, EnumSet.allOf(CredentialAct.class), null, 7, 365, false);

    /** So many times the maximum lifetime a token lives at the most, however often it is rotated. */
    static final int LIVES_BY_ROTATION = 10;

    /** The last day that can be written with four digits for the year. */
    public static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    /** @throws InvalidException when a number of days is out of its range */
    public TokenPolicy {
        tokensMay = Set.copyOf(tokensMay);
        check("maximumLifetime", maximumLifetime, 36_500);
        check("revokeUnusedAfter", revokeUnusedAfter, 3_650);
        check("warnBefore", warnBefore, 90);
        check("keepEnded", keepEnded, 3_650);
    }

    private static void check(String field, @Nullable Integer days, int most) {
        if (days != null && (days < 1 || days > most)) {
            throw new InvalidException(field, "policy.days.range", 1, most);
        }
    }

    /** The first day at which a token generated today may end: it lives for the rest of today at least. */
    public static LocalDate earliestExpiration(LocalDate today) {
        return today.plusDays(1);
    }

    /** The last day at which a token generated today may end; null when it need not end. */
    public @Nullable LocalDate latestExpiration(LocalDate today) {
        return maximumLifetime == null ? null : today.plusDays(maximumLifetime);
    }

    /** Whether a token may end when this day begins; null asks for one that never does. */
    public boolean allows(@Nullable LocalDate expiration, LocalDate today) {
        var latest = latestExpiration(today);
        if (expiration == null) {
            return latest == null;
        }
        return !expiration.isBefore(earliestExpiration(today))
                && !expiration.isAfter(latest == null ? LAST_DAY : latest);
    }

    /** @throws InvalidException saying which days are allowed, when this one is not */
    public void checkExpiration(@Nullable LocalDate expiration, LocalDate today) {
        if (allows(expiration, today)) {
            return;
        }
        var earliest = earliestExpiration(today);
        var latest = latestExpiration(today);
        throw latest == null || maximumLifetime == null
                ? new InvalidException("expirationDate", "token.expiration.invalid", earliest.toString())
                : new InvalidException(
                        "expirationDate",
                        "token.expiration.limited",
                        earliest.toString(),
                        latest.toString(),
                        maximumLifetime);
    }

    /** The expiration wanted, or the latest that is allowed today when that is earlier. */
    public @Nullable LocalDate limit(@Nullable LocalDate wanted, LocalDate today) {
        var latest = latestExpiration(today);
        return latest == null || (wanted != null && wanted.isBefore(latest)) ? wanted : latest;
    }

    /**
     * The last day on which a token may end that was generated on a day and rotated since, however often; null without a limit.
     * Otherwise a value that leaked could go on for ever by rotating itself.
     */
    public @Nullable LocalDate latestByRotation(LocalDate firstGenerated) {
        if (maximumLifetime == null) {
            return null;
        }
        var latest = firstGenerated.plusDays((long) LIVES_BY_ROTATION * maximumLifetime);
        return latest.isAfter(LAST_DAY) ? LAST_DAY : latest;
    }

    /** Why who came with a token may not do this; empty when that is allowed. */
    Optional<Message> refusalOfToken(CredentialAct act) {
        return tokensMay.contains(act)
                ? Optional.empty()
                : Optional.of(Message.of(
                        "policy.byToken." + act, PolicySetting.of(act).key()));
    }

    /** Whether one of its rules is less strict than that of the other policy. */
    boolean isLooserThan(TokenPolicy other) {
        return isLonger(maximumLifetime, other.maximumLifetime)
                || !other.tokensMay.containsAll(tokensMay)
                || isLonger(revokeUnusedAfter, other.revokeUnusedAfter)
                || warnBefore < other.warnBefore
                || isLonger(other.keepEnded, keepEnded)
                || other.tellNewAddress && !tellNewAddress;
    }

    private static boolean isLonger(@Nullable Integer days, @Nullable Integer than) {
        return than != null && (days == null || days > than);
    }

    /** A token that was neither used nor generated after this moment is revoked; null when none is for that. */
    public @Nullable Instant unusedSince(Instant now) {
        return revokeUnusedAfter == null ? null : now.minus(Duration.ofDays(revokeUnusedAfter));
    }

    /** Whether it is time to say that a token that is still good will expire on this day. */
    public boolean expiresSoon(@Nullable LocalDate expiration, LocalDate today) {
        return expiration != null && expiration.isAfter(today) && !expiration.isAfter(today.plusDays(warnBefore));
    }

    /** A token that ended before this day began is forgotten; null when none is. */
    public @Nullable LocalDate forgottenBefore(LocalDate today) {
        return keepEnded == null ? null : today.minusDays(keepEnded);
    }
}
