package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractCollectionAssert;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** With many tokens, PostgreSQL's planner chooses the indexes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenIndexTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56Z");

    private final TokenRepository repository = new TokenRepository();
    private final TokenValueRepository values = new TokenValueRepository();
    private final TokenBatchRepository batches = new TokenBatchRepository();
    private final TokenUseRepository uses = new TokenUseRepository();

    private EntityManager entityManager;

    @BeforeAll
    void manyTokens() {
        entityManager = TestDatabase.POSTGRESQL.begin();
        repository.entityManager = entityManager;
        uses.entityManager = entityManager;
        uses.connections = TestDatabase.connections(entityManager);
        repository.connections = TestDatabase.connections(entityManager);
        values.connections = repository.connections;
        batches.connections = repository.connections;
        execute("insert into users (id, version, login, name, search_text, active, must_change_password,"
                + " created_at) select i, 1, 'user' || i, 'Name', 'text', true, false, current_timestamp"
                + " from generate_series(1, 20000) i");
        execute("insert into access_token (id, version, user_id, name, type, hash, created_at)"
                + " select i, 1, 1 + i % 20000, 'token' || i / 20000, 'USER_TOKEN', sha256(i::text::bytea), current_timestamp"
                + " from generate_series(1, 40000) i");
        execute("analyze users, access_token");
    }

    @AfterAll
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void verifiesByHash() {
        var hash = TokenSecret.generate(TokenType.USER_TOKEN, new Random(42)).hash();

        assertScannedBy(() -> values.verify(Set.of(hash), NOW)).contains("uq_access_token_hash");
    }

    @Test
    void verifiesSeveralByHash() {
        var random = new Random(42);
        var hashes = Stream.generate(
                        () -> TokenSecret.generate(TokenType.USER_TOKEN, random).hash())
                .limit(17)
                .collect(Collectors.toSet());

        assertScannedBy(() -> values.verify(hashes, NOW)).contains("uq_access_token_hash");
    }

    @Test
    void listsTheTokensOfAUser() {
        assertScannedBy(() -> repository.named(1, "", NOW, 100)).contains("uq_access_token_held_name");
    }

    @Test
    void findsATokenByName() {
        assertScannedBy(() -> repository.find(1, "token1")).contains("uq_access_token_held_name");
    }

    @Test
    void countsTheTokensOfManyUsers() {
        assertScannedBy(() -> repository.countNamed(List.of(1L, 2L, 3L))).contains("uq_access_token_held_name");
    }

    @Test
    void findsEveryValueOfAName() {
        assertScannedBy(() -> repository.namedIds(1, "token1", NOW)).contains("uq_access_token_held_name");
        assertScannedBy(() -> repository.lockNamed(1, "token1", NOW)).contains("uq_access_token_held_name");
    }

    @Test
    void findsWhatEndedLongAgo() {
        assertScannedBy(() -> batches.deleteEnded(LocalDate.EPOCH, 1000)).contains("ix_access_token_ends_at");
    }

    @Test
    void tellsTheUsesOfAToken() {
        assertScannedBy(() -> uses.list(4711, LocalDate.EPOCH)).contains("pk_token_use");
    }

    @Test
    void remembersAUse() {
        var use = new TokenUse(4711, 1, NOW, new Client("192.0.2.1", "curl/8.5.0"));

        assertScannedBy(() -> uses.record(List.of(use))).contains("access_token_pkey", "pk_token_use");
    }

    private AbstractCollectionAssert<?, ?, String, ObjectAssert<String>> assertScannedBy(Runnable queries) {
        return assertThat(TestDatabase.scannedBy(entityManager, queries)).doesNotContain("users", "access_token");
    }

    private void execute(String sql) {
        entityManager.createNativeQuery(sql).executeUpdate();
    }
}
