package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.user.User;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When and why a token ends: it expires, is rotated, or is revoked. */
class EndTest {

    private static final Instant BORN = Instant.parse("2027-12-01T10:00:00Z");

    private final User ann = new User() {};
    private final Random random = new Random(42);

    @ParameterizedTest
    @CsvSource({
        // the last second of the day before, and the first second of the day
        "2028-02-29, 2028-02-28T23:59:59Z, true",
        "2028-02-29, 2028-02-29T00:00:00Z, false",
        "2028-03-01, 2028-02-29T23:59:59.999999999Z, true",
        "2028-03-01, 2028-03-01T00:00:00Z, false",
        "2028-01-01, 2027-12-31T23:59:59Z, true",
        "2028-01-01, 2028-01-01T00:00:00Z, false",
        "9999-12-31, 2028-01-01T00:00:00Z, true"
    })
    void endsWhenItsDayBeginsInUtc(LocalDate expiresOn, Instant now, boolean good) {
        var token = token(expiresOn);

        assertThat(token.end(now).isEmpty()).isEqualTo(good);
        if (!good) {
            assertThat(token.end(now))
                    .contains(new End(Instant.parse(expiresOn + "T00:00:00Z"), EndReason.EXPIRED, null));
        }
    }

    @Test
    void aReplacedValueIsGoodUntilTheOverlapIsOver() {
        var former = token(null);
        var successor = successor(former);
        former.makeWay(BORN, ann, Overlap.ofHours(24), null);
        var end = BORN.plusSeconds(24 * 3600);

        assertThat(former.end(end.minusNanos(1))).isEmpty();
        assertThat(successor.former(end.minusNanos(1))).contains(former);
        assertThat(former.end(end)).hasValueSatisfying(ending -> {
            assertThat(ending.at()).isEqualTo(end);
            assertThat(ending.reason()).isEqualTo(EndReason.ROTATED);
        });
        assertThat(successor.former(end)).isEmpty();
    }

    @Test
    void revokingItWhenTheOverlapIsOverLeavesTheEndAsItWas() {
        var former = token(null);
        former.makeWay(BORN, ann, Overlap.ofHours(1), null);

        assertThat(former.endBy(new End(BORN.plusSeconds(3659), EndReason.LEAKED, null)))
                .isFalse();
        assertThat(former.end(BORN.plusSeconds(4000)))
                .contains(new End(BORN.plusSeconds(3600), EndReason.ROTATED, ann));
    }

    @Test
    void aLaterEndChangesNothingButReleasesTheName() {
        var token = token(LocalDate.parse("2028-03-01"));

        assertThat(token.endBy(End.onDay(LocalDate.parse("2028-03-02")))).isFalse();
        assertThat(token.holdsName()).isTrue();
        assertThat(token.endBy(new End(Instant.parse("2028-03-01T00:00:00Z"), EndReason.OWNER, ann)))
                .isFalse();
        assertThat(token.holdsName()).isFalse();
        assertThat(token.endBy(End.onDay(LocalDate.parse("2028-02-01")))).isTrue();
        assertThat(token.end(Instant.parse("2028-02-01T00:00:00Z"))).contains(End.onDay(LocalDate.parse("2028-02-01")));
    }

    @Test
    void aReplacedValueMayEndBeforeTheOverlapIsOver() {
        var former = token(null);
        former.makeWay(BORN, ann, Overlap.ofHours(24), null);
        former.endBy(new End(BORN.plusSeconds(60), EndReason.LEAKED, null));

        assertThat(former.end(BORN.plusSeconds(61))).contains(new End(BORN.plusSeconds(60), EndReason.LEAKED, null));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "first use",
            value = {"24, 168, 24", "24, 1, 1", "24, first use, 24", "first use, 24, 48"})
    void theFirstEndOfAnOverlapIsTheLastOneThatItCanHave(@Nullable Integer first, @Nullable Integer again, int hours) {
        var former = token(null);
        former.makeWay(BORN, ann, Overlap.chosen(first, first == null), null);
        var later = again != null && again == 1 ? BORN : BORN.plusSeconds(24 * 3600 - 1);
        former.makeWay(
                first == null ? BORN.plusSeconds(24 * 3600) : later, ann, Overlap.chosen(again, again == null), null);

        assertThat(former.overlapEnd()).isEqualTo(BORN.plusSeconds(hours * 3600L));
    }

    @Test
    void aReplacedValueWithoutAnEndIsGoodUntilSomebodyEndsIt() {
        var former = token(null);
        former.makeWay(BORN, ann, Overlap.UNTIL_FIRST_USE, null);

        assertThat(former.overlapEnd()).isNull();
        assertThat(former.end(Instant.parse("2037-01-01T00:00:00Z"))).isEmpty();
        former.endBy(new End(BORN.plusSeconds(5), EndReason.ROTATED, ann));
        assertThat(former.end(BORN.plusSeconds(5))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "never",
            value = {
                "2028-03-01, 2028-02-01, 2028-02-01",
                "2028-03-01, 2028-04-01, 2028-03-01",
                "2028-03-01, never, 2028-03-01",
                "never, 2028-02-01, 2028-02-01",
                "never, never, never"
            })
    void aReplacedValueExpiresWithTheNewOneAtTheLatest(
            @Nullable LocalDate own, @Nullable LocalDate ofTheNewOne, @Nullable LocalDate expected) {
        var former = token(own);
        former.makeWay(BORN, ann, Overlap.UNTIL_FIRST_USE, ofTheNewOne);

        assertThat(former.expiresOn()).isEqualTo(expected);
    }

    @Test
    void livesAsManyDaysAsFromItsGeneration() {
        assertThat(token(LocalDate.parse("2028-03-01")).lifetime()).isEqualTo(91);
        assertThat(token(null).lifetime()).isNull();
    }

    private AccessToken token(@Nullable LocalDate expiresOn) {
        var details = new NewToken("ann", "ci", TokenType.USER_TOKEN, expiresOn, null, null, null);
        return new AccessToken(
                ann, details, TokenSecret.generate(TokenType.USER_TOKEN, random), BORN, new Creator(ann, null, null));
    }

    private AccessToken successor(AccessToken former) {
        return new AccessToken(
                former, null, TokenSecret.generate(TokenType.USER_TOKEN, random), BORN, new Creator(ann, null, null));
    }
}
