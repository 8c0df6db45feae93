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
 * The rules for tokens. Rules only shorten lifetimes: the strictest applies. Days are calendar days in UTC.
 *
 * @param maximumLifetime the maximum number of days from today to the expiration of a new token, 1–36500; null for no
 * limit
 * @param tokensMay the actions allowed to callers with a token
 * @param revokeUnusedAfter days without use after which a token is revoked, 1–3650; null for never
 * @param warnBefore days before the expiration at which a token is marked and its owner notified, 1–90
 * @param keepEnded days for which ended tokens are kept, 1–3650; null for ever
 * @param tellNewAddress whether owners are notified when a token is used from a new address
 * @param scopesRequired whether every new token must name its scopes
 * @param networksRequired whether every new token must name its networks
 */
public record TokenPolicy(
        @Nullable Integer maximumLifetime,
        Set<CredentialAct> tokensMay,
        @Nullable Integer revokeUnusedAfter,
        int warnBefore,
        @Nullable Integer keepEnded,
        boolean tellNewAddress,
        boolean scopesRequired,
        boolean networksRequired)
        implements Serializable {

    /** The policy without settings. */
    public static final TokenPolicy DEFAULT =
            new TokenPolicy(null, EnumSet.allOf(CredentialAct.class), null, 7, 365, false, false, false);

    /** The maximum age of a token in maximum lifetimes, however often it is rotated. */
    static final int LIVES_BY_ROTATION = 10;

    /** The last day with a four-digit year. */
    public static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    /** @throws InvalidException if a number of days is out of range */
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

    /** The earliest expiration of a token generated today, which is valid for at least the rest of today. */
    public static LocalDate earliestExpiration(LocalDate today) {
        return today.plusDays(1);
    }

    /** The latest expiration of a token generated today; null for no limit. */
    public @Nullable LocalDate latestExpiration(LocalDate today) {
        return maximumLifetime == null ? null : today.plusDays(maximumLifetime);
    }

    /** Whether a token may expire at the start of this day; null for no expiration. */
    public boolean allows(@Nullable LocalDate expiration, LocalDate today) {
        var latest = latestExpiration(today);
        if (expiration == null) {
            return latest == null;
        }
        return !expiration.isBefore(earliestExpiration(today))
                && !expiration.isAfter(latest == null ? LAST_DAY : latest);
    }

    /** @throws InvalidException with the allowed days, if this one is not allowed */
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

    /** The requested expiration, or the latest one allowed today if that is earlier. */
    public @Nullable LocalDate limit(@Nullable LocalDate wanted, LocalDate today) {
        var latest = latestExpiration(today);
        return latest == null || (wanted != null && wanted.isBefore(latest)) ? wanted : latest;
    }

    /**
     * The latest expiration after any number of rotations of a token generated on this day; null for no limit.
     * Otherwise a leaked value could extend its life forever by rotating itself.
     */
    public @Nullable LocalDate latestByRotation(LocalDate firstGenerated) {
        if (maximumLifetime == null) {
            return null;
        }
        var latest = firstGenerated.plusDays((long) LIVES_BY_ROTATION * maximumLifetime);
        return latest.isAfter(LAST_DAY) ? LAST_DAY : latest;
    }

    /** The reason why a token may not do this; empty if allowed. */
    Optional<Message> refusalOfToken(CredentialAct act) {
        return tokensMay.contains(act)
                ? Optional.empty()
                : Optional.of(
                        Message.of("api.byToken." + act, PolicySetting.of(act).key()));
    }

    /** Whether any rule is less strict than in the other policy. */
    boolean isLooserThan(TokenPolicy other) {
        return isLonger(maximumLifetime, other.maximumLifetime)
                || !other.tokensMay.containsAll(tokensMay)
                || isLonger(revokeUnusedAfter, other.revokeUnusedAfter)
                || warnBefore < other.warnBefore
                || isLonger(other.keepEnded, keepEnded)
                || other.tellNewAddress && !tellNewAddress
                || other.scopesRequired && !scopesRequired
                || other.networksRequired && !networksRequired;
    }

    private static boolean isLonger(@Nullable Integer days, @Nullable Integer than) {
        return than != null && (days == null || days > than);
    }

    /** Tokens neither used nor generated since this moment are revoked; null if the rule is off. */
    public @Nullable Instant unusedSince(Instant now) {
        return revokeUnusedAfter == null ? null : now.minus(Duration.ofDays(revokeUnusedAfter));
    }

    /** Whether an active token with this expiration is expiring soon. */
    public boolean expiresSoon(@Nullable LocalDate expiration, LocalDate today) {
        return expiration != null && expiration.isAfter(today) && !expiration.isAfter(today.plusDays(warnBefore));
    }

    /** Tokens that ended before this day are deleted; null if the rule is off. */
    public @Nullable LocalDate forgottenBefore(LocalDate today) {
        return keepEnded == null ? null : today.minusDays(keepEnded);
    }
}
