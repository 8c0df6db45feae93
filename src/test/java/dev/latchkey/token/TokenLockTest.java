package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.user.Role;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Concurrent changes of several tokens never deadlock: each locks in the order of ids, however it selects them. */
class TokenLockTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final Instant BEFORE = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56Z");

    private final TokenUseRepository uses = new TokenUseRepository();
    private final TokenBatchRepository batches = new TokenBatchRepository();

    private EntityManager other;

    /** The token with the higher id ends first, so a query by end finds it first. */
    @BeforeEach
    void twoTokens() {
        TestDatabase.POSTGRESQL.commit(
                "insert into users (id, version, login, name, search_text, active, must_change_password, created_at)"
                        + " values (1, 1, 'user', 'Name', 'text', true, false, current_timestamp)");
        TestDatabase.POSTGRESQL.commit(
                "insert into access_token (id, version, user_id, name, type, hash, created_at, ends_at,"
                        + " end_reason) select i, 1, 1, 'token' || i, 'USER_TOKEN', sha256(i::text::bytea), current_timestamp,"
                        + " timestamptz '2026-11-21 00:00:00Z' - i * interval '1 hour', 'EXPIRED'"
                        + " from (values (2), (1)) these (i)");
        uses.entityManager = TestDatabase.POSTGRESQL.begin();
        other = TestDatabase.POSTGRESQL.begin();
        batches.connections = TestDatabase.connections(other);
    }

    @AfterEach
    void nothingIsLeft() {
        TestDatabase.rollBack(uses.entityManager);
        TestDatabase.rollBack(other);
        TestDatabase.POSTGRESQL.commit("delete from access_token");
        TestDatabase.POSTGRESQL.commit("delete from users");
    }

    @Test
    void deletingTokensWaitsForCountingTheirUses() {
        assertWaits(() -> assertThat(batches.deleteEnded(TODAY, 10)).isEqualTo(2));
    }

    @Test
    void endingTokensWaitsForCountingTheirUses() {
        assertWaits(() ->
                assertThat(batches.lockActive(List.of(2L, 1L), false, BEFORE)).hasSize(2));
    }

    @Test
    void openingATokenWaitsForCountingTheUsesOfTheTokenOfTheCall() {
        TestDatabase.POSTGRESQL.commit("update access_token set networks = '192.0.2.7' where id = 2");
        var caller = new VerifiedToken(1, TokenType.USER_TOKEN, null, 1, "user", false, null, null, null, false, true);
        var binding = new Services(other, Clock.fixed(BEFORE, ZoneOffset.UTC), "user")
                .calledBy(new TokenCaller(caller), Role.USER)
                .get(Binding.class);

        assertWaits(() -> binding.bind(null, "token2", null));
    }

    @Test
    void recordingUsesOfSeveralTokensWaitsForNothing() {
        var made = Stream.of(1L, 2L)
                .map(id -> new TokenUse(id, 1, NOW, new Client("192.0.2.1", "curl")))
                .toList();
        var here = recorder(uses.entityManager);
        var there = recorder(other);
        for (var entityManager : List.of(other, uses.entityManager)) {
            entityManager.createNativeQuery("set local lock_timeout = 5000").executeUpdate();
        }
        uses.recordDead(1, 1, NOW);

        assertThat(there.recordTogether(made)).as("its token is locked").containsExactly(made.get(0));
        assertThat(here.recordTogether(made)).as("their user is locked").isEqualTo(made);
    }

    private static UseRecorder recorder(EntityManager entityManager) {
        return new Services(entityManager, Clock.fixed(NOW, ZoneOffset.UTC), "user").get(UseRecorder.class);
    }

    private void assertWaits(Runnable other) {
        uses.recordDead(1, 1, NOW);
        var waiting = CompletableFuture.runAsync(other);
        TestDatabase.POSTGRESQL.awaitLock(waiting);
        uses.recordDead(2, 1, NOW);
        uses.entityManager.getTransaction().commit();

        waiting.join();
    }
}
