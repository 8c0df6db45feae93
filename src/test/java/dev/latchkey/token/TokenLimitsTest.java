package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.platform.Limit;
import dev.latchkey.platform.Settings;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.RateExceededException;
import dev.latchkey.user.User;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user has at most, and generates per hour at most, as many tokens as the operator allows. */
class TokenLimitsTest {

    private final TokenLimits limits = new TokenLimits();

    private EntityManager entityManager;
    private User ann;
    private User bob;

    @BeforeEach
    void threeOfEach() {
        entityManager = TestDatabase.H2.begin();
        ann = KeptTokens.user(entityManager, 1, "ann");
        bob = KeptTokens.user(entityManager, 2, "bob");
        limits.tokens = new TokenRepository();
        limits.tokens.entityManager = entityManager;
        limits.tokens.connections = TestDatabase.connections(entityManager);
        limits.clock = Clock.fixed(Instant.parse("2028-02-29T12:34:56Z"), ZoneOffset.UTC);
        limits.settings = new Settings() {
            @Override
            public int limit(Limit limit) {
                return 3;
            }
        };
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void moreInAnHourAreRefusedForAWhile() {
        for (int i = 0; i < 3; i++) {
            limits.countGeneration(ann);
        }

        assertThatExceptionOfType(RateExceededException.class)
                .isThrownBy(() -> limits.countGeneration(ann))
                .satisfies(refused -> {
                    assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(21));
                    assertThat(refused.in(Locale.ENGLISH))
                            .startsWith("More than 3 tokens were generated or rotated for ann within an hour.")
                            .contains("LATCHKEY_LIMIT_GENERATIONS");
                });
        limits.countGeneration(bob);
    }

    @Test
    void oneMoreThanAUserMayHaveIsRefused() {
        for (int i = 0; i < 3; i++) {
            limits.checkAnother(ann);
            var details = new NewToken("ann", "token" + i, TokenType.USER_TOKEN, null, null, null, null);
            limits.tokens.add(new AccessToken(
                    ann,
                    details,
                    TokenSecret.generate(TokenType.USER_TOKEN, new Random(i)),
                    limits.clock.instant(),
                    new Creator(ann, null, null)));
        }

        assertThatThrownBy(() -> limits.checkAnother(ann))
                .isInstanceOfSatisfying(ConflictException.class, refused -> assertThat(refused.in(Locale.ENGLISH))
                        .startsWith("The user ann has 3 active tokens")
                        .contains("LATCHKEY_LIMIT_TOKENS"));
        limits.checkAnother(bob);
    }
}
