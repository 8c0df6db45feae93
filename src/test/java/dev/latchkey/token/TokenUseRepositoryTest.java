package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.user.User;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Recorded uses of tokens, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TokenUseRepositoryTest {

    private static final LocalDate TODAY = LocalDate.parse("2028-02-29");
    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");
    private static final Client HERE = new Client("192.0.2.1", "curl/8.5.0");

    private final TestDatabase database;

    private EntityManager entityManager;
    private Services services;
    private UseRecorder recorder;
    private TokenUseRepository repository;
    private User ann;
    private AccessToken token;

    TokenUseRepositoryTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        services = new Services(entityManager, Clock.fixed(NOW, ZoneOffset.UTC), "ann");
        recorder = services.get(UseRecorder.class);
        repository = services.get(TokenUseRepository.class);
        ann = KeptTokens.user(entityManager, 1, "ann");
        token = token(ann, "ci", 42);
        entityManager.flush();
    }

    private AccessToken token(User owner, String name, long seed) {
        var added = new AccessToken(
                owner,
                new NewToken(owner.login(), name, TokenType.USER_TOKEN, null, null, null, null),
                TokenSecret.generate(TokenType.USER_TOKEN, new Random(seed)),
                NOW,
                new Creator(owner, null, null));
        entityManager.persist(added);
        return added;
    }

    @AfterEach
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void writesAUseOnceAMinute() {
        use(NOW);
        assertThat(lastUse()).isEqualTo(NOW);
        use(NOW.plusSeconds(60));
        assertThat(lastUse()).isEqualTo(NOW);
        use(NOW.plusSeconds(61));
        assertThat(lastUse()).isEqualTo(NOW.plusSeconds(61));
        assertThat(summary())
                .extracting(TokenSummary::lastUsedAddress, TokenSummary::lastUsedAgent)
                .containsExactly(HERE.address(), HERE.agent());
    }

    @Test
    void forgetsFromWhereTheTokensOfAUserWereUsed() {
        var bob = KeptTokens.user(entityManager, 2, "bob");
        var other = token(bob, "ci", 43);
        entityManager.flush();
        use(NOW);
        recorder.record(new TokenUse(other.id(), bob.id(), NOW, HERE));

        repository.eraseOf(ann.id());

        assertThat(lastUse()).isEqualTo(NOW);
        assertThat(summary())
                .extracting(TokenSummary::lastUsedAddress, TokenSummary::lastUsedAgent)
                .containsOnlyNulls();
        assertThat(repository.list(token.id(), LocalDate.ofInstant(NOW, ZoneOffset.UTC)))
                .isEmpty();
        assertThat(repository.list(other.id(), LocalDate.ofInstant(NOW, ZoneOffset.UTC)))
                .hasSize(1);
    }

    @Test
    void aUseThatIsWrittenAfterTheDeactivationIsNotKept() {
        entityManager
                .createNativeQuery("update users set active = false where id = ?")
                .setParameter(1, ann.id())
                .executeUpdate();

        use(NOW);

        assertThat(lastUse()).isNull();
        assertThat(repository.list(token.id(), LocalDate.ofInstant(NOW, ZoneOffset.UTC)))
                .isEmpty();
    }

    @Test
    void aUseIsNotInTheWayOfARevocation() {
        use(NOW);

        token.endBy(new End(NOW, EndReason.OWNER, ann));
        entityManager.flush();

        assertThat(token.end(NOW)).isPresent();
        assertThat(lastUse()).isEqualTo(NOW);
    }

    @Test
    void tellsFromWhereATokenWasUsed() {
        use(NOW, "192.0.2.1");
        use(NOW.plusSeconds(120), "192.0.2.1");
        use(NOW.plusSeconds(240), "192.0.2.2");

        assertThat(repository.list(token.id(), TODAY))
                .containsExactly(
                        new DayOfUse(TODAY, "192.0.2.2", "curl", 1, NOW.plusSeconds(240)),
                        new DayOfUse(TODAY, "192.0.2.1", "curl", 2, NOW.plusSeconds(120)));
    }

    @Test
    void keepsTheUsesOfThirtyDaysAndTwentyAddressesADay() {
        use(NOW.minus(Duration.ofDays(30)), "192.0.2.200");
        use(NOW.minus(Duration.ofDays(29)), "192.0.2.201");
        for (int i = 0; i < 25; i++) {
            use(NOW.plusSeconds(120 * i), "192.0.2." + i);
        }

        var uses = repository.list(token.id(), TODAY);
        assertThat(uses).hasSize(21);
        assertThat(uses).last().extracting(DayOfUse::address).isEqualTo("192.0.2.201");
        assertThat(entityManager.createNativeQuery("select * from token_use").getResultList())
                .hasSize(21);
        assertThat(lastUse()).isEqualTo(NOW.plusSeconds(120 * 24));
    }

    @Test
    void recordsUsesOfSeveralTokensAtATime() {
        var bob = KeptTokens.user(entityManager, 2, "bob");
        var second = token(ann, "second", 43);
        var third = token(bob, "third", 44);
        entityManager.flush();
        use(NOW);
        recorder.record(new TokenUse(second.id(), 1, NOW.plusSeconds(61), HERE));

        var later = NOW.plusSeconds(90);
        var elsewhere = new Client("192.0.2.2", "curl");
        var ofFirst = new TokenUse(token.id(), 1, later, elsewhere);
        var ofSecond = new TokenUse(second.id(), 1, later, elsewhere);
        var ofThird = new TokenUse(third.id(), 2, later, HERE);
        var left = recorder.recordTogether(List.of(ofFirst, ofSecond, ofThird));

        assertThat(left).as("its owner hears of the address").containsExactly(ofFirst);
        assertThat(services.told()).isEmpty();
        recorder.record(ofFirst);
        assertThat(services.told()).hasSize(1);
        assertThat(repository.list(token.id(), TODAY))
                .extracting(DayOfUse::address, DayOfUse::uses)
                .containsExactly(tuple("192.0.2.2", 1), tuple("192.0.2.1", 1));
        assertThat(repository.list(second.id(), TODAY))
                .extracting(DayOfUse::address, DayOfUse::last)
                .containsExactly(tuple("192.0.2.1", NOW.plusSeconds(61)));
        assertThat(repository.list(third.id(), TODAY))
                .extracting(DayOfUse::address, DayOfUse::last)
                .containsExactly(tuple("192.0.2.1", later));
    }

    @Test
    void countsCallsWithAnEndedToken() {
        token.endBy(new End(NOW, EndReason.OWNER, ann));
        repository.recordDead(token.id(), 3, NOW);
        repository.recordDead(token.id(), 4, NOW.plusSeconds(5));

        assertThat(summary().deadUses()).isEqualTo(7);
        assertThat(summary().lastDeadUseAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void countsCallsFromElsewhere() {
        assertThat(summary().stray()).isNull();

        assertThat(repository.recordStray(stray(3, NOW, "198.51.100.7"))).isTrue();
        assertThat(repository.recordStray(stray(4, NOW.plusSeconds(5), "198.51.100.8")))
                .isTrue();

        assertThat(summary().stray()).isEqualTo(new TokenSummary.Stray(7, NOW.plusSeconds(5), "198.51.100.8"));
        assertThat(lastUse()).isNull();
    }

    @Test
    void forgetsTheNetworksOfAUserAndKeepsTheTokensBound() {
        token.bindTo(Networks.parse("192.0.2.7"));
        entityManager.flush();
        repository.recordStray(stray(1, NOW, "198.51.100.7"));

        repository.eraseOf(ann.id());

        assertThat(summary().networks()).isEmpty();
        assertThat(summary().stray()).isEqualTo(new TokenSummary.Stray(1, NOW, null));
        entityManager.refresh(token);
        assertThat(token.mayBeUsedFrom("192.0.2.7")).isFalse();
    }

    @Test
    void aCallFromElsewhereThatIsWrittenAfterTheDeactivationIsNotKept() {
        entityManager
                .createNativeQuery("update users set active = false where id = ?")
                .setParameter(1, ann.id())
                .executeUpdate();

        assertThat(repository.recordStray(stray(1, NOW, "198.51.100.7"))).isFalse();

        assertThat(summary().stray()).isNull();
    }

    private StrayUse stray(long calls, Instant last, String address) {
        return new StrayUse(token.id(), ann.id(), calls, last, address);
    }

    @Test
    void tellsAUseFromANewAddress() {
        // the first address of a token is not reported as new
        assertThat(isFromNewAddress(NOW, "192.0.2.1")).isFalse();
        assertThat(isFromNewAddress(NOW.plusSeconds(61), "192.0.2.1")).isFalse();
        assertThat(isFromNewAddress(NOW.plusSeconds(122), "192.0.2.2")).isTrue();
        assertThat(isFromNewAddress(NOW.plusSeconds(183), "192.0.2.2")).isFalse();
        // within a minute of the last use: not recorded, and so not reported
        assertThat(isFromNewAddress(NOW.plusSeconds(184), "192.0.2.3")).isFalse();
        // a known address, on another day
        assertThat(isFromNewAddress(NOW.plusSeconds(86_400), "192.0.2.1")).isFalse();
        // known, but longer ago than the server keeps uses
        assertThat(isFromNewAddress(NOW.plusSeconds(40L * 86_400), "192.0.2.2")).isTrue();
    }

    private boolean isFromNewAddress(Instant at, String address) {
        services.told().clear();
        use(at, address);
        return !services.told().isEmpty();
    }

    private void use(Instant at) {
        recorder.record(new TokenUse(token.id(), 1, at, HERE));
    }

    private void use(Instant at, String address) {
        recorder.record(new TokenUse(token.id(), 1, at, new Client(address, "curl")));
    }

    private @Nullable Instant lastUse() {
        entityManager.flush();
        entityManager.refresh(token);
        return token.lastUsedAt();
    }

    private TokenSummary summary() {
        var one = Sql.of("select * from access_token where id = ?", token.id());
        return TestDatabase.connections(entityManager)
                .lend(connection -> TokenSummaries.list(connection, one, "t.id", NOW))
                .get(0);
    }
}
