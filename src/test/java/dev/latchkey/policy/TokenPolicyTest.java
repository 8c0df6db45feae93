package dev.latchkey.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.InvalidException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenPolicyTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Set<CredentialAct> ALL = EnumSet.allOf(CredentialAct.class);
    private static final List<@Nullable Integer> LIFETIMES = Arrays.asList(null, 1, 2, 30, 45, 90, 365, 366, 36_500);
    private static final List<@Nullable Integer> UNUSED = Arrays.asList(null, 1, 2, 29, 30, 31, 90, 365, 3_650);
    private static final List<LocalDate> DAYS = List.of(
            TODAY,
            // the day before a leap day, and the leap day
            LocalDate.of(2028, 2, 28),
            LocalDate.of(2028, 2, 29),
            // the end of a year
            LocalDate.of(2026, 12, 31));

    /** Every maximum lifetime combined with every rule for unused tokens. */
    static Stream<TokenPolicy> policies() {
        return LIFETIMES.stream().flatMap(lifetime -> UNUSED.stream().map(unused -> policy(lifetime, unused)));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void noPairOfRulesLetsATokenLiveLongerThanTheStricterOne(TokenPolicy both) {
        var lifetimeAlone = policy(both.maximumLifetime(), null);
        var unusedAlone = policy(null, both.revokeUnusedAfter());
        for (var generated : DAYS) {
            for (var wanted : expirationsAround(both, generated)) {
                if (both.allows(wanted, generated)) {
                    assertThat(daysOfLife(both, wanted, generated))
                            .as("%s, generated on %s until %s", both, generated, wanted)
                            .isLessThanOrEqualTo(daysOfLife(lifetimeAlone, wanted, generated))
                            .isLessThanOrEqualTo(daysOfLife(unusedAlone, wanted, generated))
                            .isLessThanOrEqualTo(orForever(both.maximumLifetime()))
                            .isLessThanOrEqualTo(orForever(both.revokeUnusedAfter()));
                }
            }
        }
    }

    @Test
    void noPairOfPoliciesLetsATokenThatWasShortenedLiveLongerThanTheStricterOne() {
        for (var first : LIFETIMES) {
            for (var second : LIFETIMES) {
                for (var today : DAYS) {
                    for (var wanted : expirationsAround(policy(first, null), today)) {
                        var limited =
                                policy(second, null).limit(policy(first, null).limit(wanted, today), today);
                        assertThat(policy(first, null).allows(limited, today) || isTooEarly(wanted, today))
                                .as("first %s, then %s, today %s, wanted %s", first, second, today, wanted)
                                .isTrue();
                        assertThat(policy(second, null).allows(limited, today) || isTooEarly(wanted, today))
                                .isTrue();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 45, 90, 365, 36_500})
    void theLastAllowedDayIsTodayAndTheMaximum(int days) {
        var policy = policy(days, null);
        for (var today : DAYS) {
            assertThat(policy.latestExpiration(today)).isEqualTo(today.plusDays(days));
            assertThat(policy.allows(today.plusDays(days), today)).isTrue();
            assertThat(policy.allows(today.plusDays(days + 1L), today)).isFalse();
            assertThat(policy.allows(null, today)).isFalse();
        }
    }

    @Test
    void aTokenLivesForTheRestOfTodayAtLeast() {
        assertThat(TokenPolicy.DEFAULT.allows(TODAY, TODAY)).isFalse();
        assertThat(TokenPolicy.DEFAULT.allows(TODAY.plusDays(1), TODAY)).isTrue();
        assertThat(policy(1, null).allows(TODAY.plusDays(1), TODAY)).isTrue();
    }

    @Test
    void withoutAMaximumATokenNeedNotExpire() {
        assertThat(TokenPolicy.DEFAULT.allows(null, TODAY)).isTrue();
        assertThat(TokenPolicy.DEFAULT.allows(LocalDate.of(9999, 12, 31), TODAY))
                .isTrue();
        assertThat(TokenPolicy.DEFAULT.allows(LocalDate.of(10_000, 1, 1), TODAY))
                .isFalse();
    }

    @Test
    void theRefusalNamesTheFieldAndTheLatestDay() {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> policy(90, null).checkExpiration(null, TODAY))
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("expirationDate");
                    assertThat(refused.in(Locale.ENGLISH)).contains("2027-02-22", "2026-11-25", "90 days");
                });
    }

    @ParameterizedTest
    @EnumSource(CredentialAct.class)
    void aTokenMayDoWhatThePolicySays(CredentialAct act) {
        var others = EnumSet.complementOf(EnumSet.of(act));
        assertThat(TokenPolicy.DEFAULT.refusalOfToken(act)).isEmpty();
        assertThat(new TokenPolicy(null, EnumSet.of(act), null, 7, null, false, false, false).refusalOfToken(act))
                .isEmpty();
        assertThat(new TokenPolicy(null, others, null, 7, null, false, false, false).refusalOfToken(act))
                .hasValueSatisfying(why -> assertThat(why.in(Locale.ENGLISH)).contains(".by.token"));
    }

    @Test
    void oneRuleThatIsLessStrictMakesAPolicyLooser() {
        var strict = new TokenPolicy(30, EnumSet.of(CredentialAct.ROTATE_ITSELF), 90, 7, 365, true, false, false);

        assertThat(strict.isLooserThan(strict)).isFalse();
        assertThat(new TokenPolicy(29, Set.of(), 89, 8, null, true, false, false).isLooserThan(strict))
                .isFalse();
        assertThat(List.of(
                        new TokenPolicy(31, strict.tokensMay(), 90, 7, 365, true, false, false),
                        new TokenPolicy(null, strict.tokensMay(), 90, 7, 365, true, false, false),
                        new TokenPolicy(30, ALL, 90, 7, 365, true, false, false),
                        new TokenPolicy(30, strict.tokensMay(), null, 7, 365, true, false, false),
                        new TokenPolicy(30, strict.tokensMay(), 90, 6, 365, true, false, false),
                        new TokenPolicy(30, strict.tokensMay(), 90, 7, 364, true, false, false),
                        new TokenPolicy(30, strict.tokensMay(), 90, 7, 365, false, false, false)))
                .allMatch(looser -> looser.isLooserThan(strict));
        assertThat(strict.isLooserThan(new TokenPolicy(30, strict.tokensMay(), 90, 7, null, true, false, false)))
                .isTrue();
    }

    @Test
    void rotatedTokensLiveTenMaximumLifetimesAtTheMost() {
        assertThat(TokenPolicy.DEFAULT.latestByRotation(TODAY)).isNull();
        assertThat(new TokenPolicy(30, ALL, null, 7, null, false, false, false).latestByRotation(TODAY))
                .isEqualTo(TODAY.plusDays(300));
        assertThat(new TokenPolicy(36_500, ALL, null, 7, null, false, false, false)
                        .latestByRotation(LocalDate.of(9990, 1, 1)))
                .isEqualTo(TokenPolicy.LAST_DAY);
    }

    @Test
    void aTokenIsMarkedFromTheDaysOfWarningUntilItExpires() {
        var policy = new TokenPolicy(null, ALL, null, 7, null, false, false, false);
        assertThat(policy.expiresSoon(TODAY.plusDays(8), TODAY)).isFalse();
        assertThat(policy.expiresSoon(TODAY.plusDays(7), TODAY)).isTrue();
        assertThat(policy.expiresSoon(TODAY.plusDays(1), TODAY)).isTrue();
        assertThat(policy.expiresSoon(TODAY, TODAY)).isFalse();
        assertThat(policy.expiresSoon(null, TODAY)).isFalse();
    }

    @Test
    void whatEndedIsKeptForItsDays() {
        assertThat(new TokenPolicy(null, ALL, null, 7, 30, false, false, false).forgottenBefore(TODAY))
                .isEqualTo(LocalDate.of(2026, 10, 25));
        assertThat(new TokenPolicy(null, ALL, null, 7, null, false, false, false).forgottenBefore(TODAY))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 36_501})
    void aMaximumThatIsNoReasonableNumberOfDaysIsRefused(int days) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> policy(days, null))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("maximumLifetime"));
    }

    private static TokenPolicy policy(@Nullable Integer lifetime, @Nullable Integer unused) {
        return new TokenPolicy(lifetime, ALL, unused, 7, null, false, false, false);
    }

    private static List<@Nullable LocalDate> expirationsAround(TokenPolicy policy, LocalDate today) {
        var days = new ArrayList<@Nullable LocalDate>();
        days.add(null);
        Stream.of(0L, 1L, 2L, 29L, 30L, 31L, 45L, 89L, 90L, 91L, 364L, 365L, 366L, 36_500L, 36_501L)
                .map(today::plusDays)
                .forEach(days::add);
        days.add(policy.latestExpiration(today));
        return days;
    }

    private static boolean isTooEarly(@Nullable LocalDate wanted, LocalDate today) {
        return wanted != null && wanted.isBefore(TokenPolicy.earliestExpiration(today));
    }

    private static long orForever(@Nullable Integer days) {
        return days == null ? Long.MAX_VALUE : days;
    }

    /** How many days an unused token stays active, applying the policy day by day as the server does. */
    private static long daysOfLife(TokenPolicy policy, @Nullable LocalDate expiration, LocalDate generated) {
        var at = generated.atStartOfDay(ZoneOffset.UTC).toInstant();
        for (long days = 0; days <= 4_000; days++) {
            var today = generated.plusDays(days);
            if (expiration != null && !expiration.isAfter(today) || isUnused(policy, at, today)) {
                return days;
            }
        }
        return expiration == null ? Long.MAX_VALUE : expiration.toEpochDay() - generated.toEpochDay();
    }

    private static boolean isUnused(TokenPolicy policy, Instant generated, LocalDate today) {
        var since = policy.unusedSince(today.atStartOfDay(ZoneOffset.UTC).toInstant());
        return since != null && !generated.isAfter(since);
    }
}
