package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.user.User;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Applies the policy to many tokens, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TokenBatchRepositoryTest {

    private static final LocalDate TODAY = LocalDate.parse("2028-02-29");
    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");
    private static final Instant SINCE = NOW.minus(Duration.ofDays(30));

    private final TokenBatchRepository repository = new TokenBatchRepository();
    private final TestDatabase database;

    private EntityManager entityManager;

    TokenBatchRepositoryTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        repository.connections = TestDatabase.connections(entityManager);
        execute(
                "insert into users (id, version, login, name, search_text, active, must_change_password,"
                        + " created_at) values (1, 1, 'ann', 'Ann', 'ann', true, false, ?)",
                NOW);
    }

    @AfterEach
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void shortensWhatLivesTooLongAndNothingElse() {
        var latest = TODAY.plusDays(30);
        token(1, NOW, null, null);
        token(2, NOW, null, latest.plusDays(1));
        token(3, NOW, null, latest);
        token(4, NOW, null, latest.minusDays(1));
        revoke(token(5, NOW, null, null), NOW);

        assertThat(repository.countActiveBeyond(latest)).isEqualTo(2);
        var tooLong = repository.lockActiveBeyond(latest, 10);
        assertThat(tooLong)
                .extracting(TokenBatchRepository.Affected::name)
                .containsExactlyInAnyOrder("token 1", "token 2");
        repository.shorten(tooLong, latest);

        assertThat(repository.countActiveBeyond(latest)).isZero();
        assertThat(expiration(1)).isEqualTo(latest);
        assertThat(expiration(2)).isEqualTo(latest);
        assertThat(expiration(3)).isEqualTo(latest);
        assertThat(expiration(4)).isEqualTo(latest.minusDays(1));
        assertThat(expiration(5)).isNull();
    }

    @Test
    void findsWhatNobodyUsedForLong() {
        token(1, SINCE.minusSeconds(99), null, null);
        token(2, SINCE.minusSeconds(99), SINCE, null);
        token(3, SINCE.minusSeconds(99), SINCE.plusSeconds(1), null);
        token(4, SINCE.plusSeconds(1), null, null);
        // already ended
        token(5, SINCE.minusSeconds(99), null, TODAY);
        revoke(token(6, SINCE.minusSeconds(99), null, null), NOW);

        assertThat(repository.countUnused(SINCE, NOW)).isEqualTo(2);
        assertThat(repository.lockUnused(SINCE, NOW, 10))
                .containsExactlyInAnyOrder(
                        new TokenBatchRepository.Affected(1, 1, "token 1"),
                        new TokenBatchRepository.Affected(2, 1, "token 2"));
    }

    @Test
    void aNewValueIsNotUnusedAsLongAsTheFormerIsGood() {
        token(1, SINCE.minusSeconds(99), NOW, TODAY.plusDays(9));
        token(2, SINCE.minusSeconds(99), null, null);
        execute("update access_token set holds_name = false where id = ?", 1);
        execute("update access_token set replaces_id = 1 where id = ?", 2);

        assertThat(repository.countUnused(SINCE, NOW)).isZero();
        assertThat(repository.countUnused(SINCE, NOW.plus(Duration.ofDays(9)))).isEqualTo(1);
        execute("update access_token set ends_at = created_at, end_reason = 'ROTATED' where id = ?", 1);
        assertThat(repository.countUnused(SINCE, NOW)).isEqualTo(1);
    }

    @Test
    void theNewValueOfATokenThatIsUsedKeepsTheFormerFromBeingUnused() {
        token(1, SINCE.minusSeconds(99), SINCE.minusSeconds(9), TODAY.plusDays(9));
        token(2, SINCE.minusSeconds(9), NOW, null);
        execute("update access_token set holds_name = false where id = ?", 1);
        execute("update access_token set replaces_id = 1 where id = ?", 2);

        assertThat(repository.countUnused(SINCE, NOW)).isZero();
        execute("update access_token set last_used_at = null where id = ?", 2);
        assertThat(repository.countUnused(SINCE, NOW)).isEqualTo(2);
    }

    @Test
    void revokesUnusedTokensBatchByBatch() {
        for (int id = 1; id <= 3; id++) {
            token(id, SINCE.minusSeconds(99), null, null);
        }
        var first = repository.lockUnused(SINCE, NOW, 2);
        assertThat(first).hasSize(2);
        repository.endBy(new End(NOW, EndReason.POLICY, null), first);
        var second = repository.lockUnused(SINCE, NOW, 2);
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
        repository.endBy(new End(NOW, EndReason.POLICY, null), second);

        assertThat(repository.lockUnused(SINCE, NOW, 2)).isEmpty();
        assertThat(entityManager
                        .createNativeQuery("select count(*) from access_token where end_reason = 'POLICY'")
                        .getSingleResult())
                .isEqualTo(3L);
    }

    @Test
    void revokesThoseThatAreGoodAndRaisesTheirVersion() {
        token(1, NOW, null, null);
        token(2, NOW, null, TODAY.plusDays(1));
        token(3, NOW, null, TODAY);
        revoke(token(4, NOW, null, null), NOW);
        token(5, NOW, null, null);

        var good = repository.lockActive(List.of(4L, 3L, 2L, 1L), false, NOW);
        repository.endBy(new End(NOW, EndReason.LEAKED, entityManager.find(User.class, 1L)), good);

        assertThat(good)
                .extracting(TokenBatchRepository.Affected::name)
                .containsExactlyInAnyOrder("token 1", "token 2");
        assertThat(entityManager
                        .createNativeQuery("select id from access_token where end_reason = 'LEAKED'"
                                + " and not holds_name and ended_by_id = 1 and version = 2 order by id")
                        .getResultList())
                .isEqualTo(List.of(1L, 2L));
        assertThat(repository.lockActive(List.of(1L, 2L, 5L), false, NOW))
                .extracting(TokenBatchRepository.Affected::id)
                .containsExactly(5L);
    }

    @Test
    void deletesWhatEndedTooLongAgoBatchByBatch() {
        revoke(token(1, NOW, null, null), Instant.parse("2028-02-28T23:59:59Z"));
        revoke(token(2, NOW, null, null), Instant.parse("2028-02-29T00:00:00Z"));
        token(3, NOW, null, TODAY.minusDays(1));
        token(4, NOW, null, TODAY);
        token(5, NOW, null, null);
        token(6, NOW, null, TODAY.minusDays(2));

        assertThat(repository.deleteEnded(TODAY, 2)).isEqualTo(2);
        assertThat(repository.deleteEnded(TODAY, 2)).isEqualTo(1);
        assertThat(repository.deleteEnded(TODAY, 1)).isZero();
        assertThat(entityManager
                        .createQuery("select t.id from AccessToken t order by t.id", Long.class)
                        .getResultList())
                .containsExactly(2L, 4L, 5L);
    }

    private long token(long id, Instant created, @Nullable Instant used, @Nullable LocalDate expires) {
        execute(
                "insert into access_token (id, version, user_id, name, type, hash, created_at, expires_on, ends_at,"
                        + " end_reason, last_used_at)"
                        + " values (" + id + ", 1, 1, 'token " + id + "', 'USER_TOKEN', ?, ?, "
                        + (expires == null
                                ? "null, timestamp with time zone '9999-12-31 00:00:00Z', null"
                                : "date '" + expires + "', timestamp with time zone '" + expires
                                        + " 00:00:00Z', 'EXPIRED'")
                        + ", "
                        + (used == null ? "null" : "timestamp with time zone '" + used + "'") + ")",
                hash(id),
                created);
        return id;
    }

    private void revoke(long id, Instant at) {
        execute("update access_token set ends_at = ?, end_reason = 'OWNER', holds_name = false where id = " + id, at);
    }

    private static byte[] hash(long id) {
        var hash = new byte[32];
        hash[0] = (byte) id;
        return hash;
    }

    private @Nullable LocalDate expiration(long id) {
        entityManager.clear();
        return entityManager.find(AccessToken.class, id).expiresOn();
    }

    private void execute(String sql, Object... parameters) {
        var query = entityManager.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            var value = parameters[i];
            query.setParameter(i + 1, value instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : value);
        }
        query.executeUpdate();
    }
}
