package dev.latchkey.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers share notices on PostgreSQL; the embedded database serves only one. */
class NoticeLeaseTest {

    private static final Instant NOW = Instant.parse("2026-12-31T23:59:59Z");

    private final NoticeRepository first = new NoticeRepository();
    private final NoticeRepository second = new NoticeRepository();

    @BeforeEach
    void twoNotices() {
        TestDatabase.POSTGRESQL.commit(
                "insert into users (id, version, login, name, search_text, active, must_change_password, created_at)"
                        + " select i, 1, 'user' || i, 'Name', 'text', true, false, current_timestamp"
                        + " from generate_series(1, 2) i");
        TestDatabase.POSTGRESQL.commit(
                "insert into notice (id, version, kind, occasion, recipient_id, token_id, token_name, created_at, state,"
                        + " attempts, next_attempt_at) select i, 1, 'TOKEN_GENERATED', 'TOKEN_GENERATED:' || i, i, i, 'token ' || i,"
                        + " timestamptz '2026-12-31 12:00:00Z', 'PENDING', 0, timestamptz '2026-12-31 12:00:00Z'"
                        + " from generate_series(1, 2) i");
        first.entityManager = TestDatabase.POSTGRESQL.begin();
        second.entityManager = TestDatabase.POSTGRESQL.begin();
    }

    @AfterEach
    void nothingIsLeft() {
        TestDatabase.rollBack(first.entityManager);
        TestDatabase.rollBack(second.entityManager);
        TestDatabase.POSTGRESQL.commit("delete from notice");
        TestDatabase.POSTGRESQL.commit("delete from users");
    }

    @Test
    void neverTakeTheSameNotice() {
        var one = one(first.lockDue(NOW));
        var other = one(second.lockDue(NOW));
        assertThat(one.id()).isNotEqualTo(other.id());

        one.dispatch().take(NOW);
        first.entityManager.getTransaction().commit();
        second.entityManager.getTransaction().rollback();
        second.entityManager.getTransaction().begin();

        assertThat(one(second.lockDue(NOW)).id()).isEqualTo(other.id());
    }

    @Test
    void getWhatADeadServerHadWhenItsLeaseIsOver() {
        for (var left = 2; left > 0; left--) {
            one(first.lockDue(NOW)).dispatch().take(NOW);
            first.entityManager.flush();
        }
        first.entityManager.getTransaction().commit();

        assertThat(second.lockDue(NOW.plus(Dispatch.LEASE).minusMillis(1))).isEmpty();
        assertThat(second.lockDue(NOW.plus(Dispatch.LEASE))).isNotEmpty();
    }

    @Test
    void leaveToEachOtherWhatOneOfThemIsJustTaking() {
        TestDatabase.POSTGRESQL.commit("update notice set recipient_id = 1");
        first.entityManager
                .createNativeQuery("select id from notice where id = 2 for update")
                .getSingleResult();

        assertThat(second.lockDue(NOW)).extracting(Notice::id).containsExactly(1L);
    }

    private static Notice one(List<Notice> taken) {
        assertThat(taken).hasSize(1);
        return taken.get(0);
    }
}
