package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.user.User;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A token ends once, when it expires or is revoked. */
class AccessTokenTest {

    private static final Instant CREATED = Instant.parse("2028-01-01T00:00:00Z");

    @Test
    void endsWhenItsDayBeginsInUtc() {
        var token = expiring(LocalDate.parse("2028-02-29"));

        assertThat(token.isActive(Instant.parse("2028-02-28T23:59:59.999Z"))).isTrue();
        assertThat(token.isActive(Instant.parse("2028-02-29T00:00:00Z"))).isFalse();
        assertThat(token.isActive(Instant.parse("2028-03-01T00:00:00Z"))).isFalse();
        assertThat(token.end(Instant.parse("2028-02-28T23:59:59.999Z"))).isEmpty();
        assertThat(token.end(Instant.parse("2028-02-29T00:00:00Z")))
                .hasValue(new End(Instant.parse("2028-02-29T00:00:00Z"), EndReason.EXPIRED, null));
    }

    @Test
    void neverEndsWithoutADay() {
        var token = expiring(null);

        assertThat(token.isActive(Instant.parse("9999-12-30T23:59:59Z"))).isTrue();
        assertThat(token.end(Instant.parse("9999-12-30T23:59:59Z"))).isEmpty();
    }

    @Test
    void keepsWhenAndWhyItWasRevokedFirst() {
        var token = expiring(null);
        token.endBy(new End(CREATED.plusSeconds(1), EndReason.POLICY, null));

        token.endBy(new End(CREATED.plusSeconds(2), EndReason.OWNER, null));

        assertThat(token.end(CREATED.plusSeconds(3))).hasValue(new End(CREATED.plusSeconds(1), EndReason.POLICY, null));
    }

    @Test
    void whatCameFirstIsHowItEnded() {
        var token = expiring(LocalDate.parse("2028-02-29"));

        token.endBy(new End(Instant.parse("2028-03-01T00:00:00Z"), EndReason.OWNER, null));

        assertThat(token.end(Instant.parse("2028-03-02T00:00:00Z")))
                .hasValueSatisfying(ending -> assertThat(ending.isExpiry()).isTrue());
    }

    @Test
    void showsOfItsValueOnlyPrefixAndLastCharacters() {
        var secret = TokenSecret.generate(TokenType.USER_TOKEN, new Random(42));
        var value = secret.reveal();

        assertThat(token(secret, null).masked()).isEqualTo("lku_…" + value.substring(36));
    }

    private static AccessToken expiring(@Nullable LocalDate day) {
        return token(TokenSecret.generate(TokenType.USER_TOKEN, new Random(42)), day);
    }

    private static AccessToken token(TokenSecret secret, @Nullable LocalDate day) {
        var owner = new AnyUser();
        return new AccessToken(
                owner,
                new NewToken(null, "ci", TokenType.USER_TOKEN, day, null, null, null),
                secret,
                CREATED,
                new Creator(owner, null, null));
    }

    private static class AnyUser extends User {}
}
