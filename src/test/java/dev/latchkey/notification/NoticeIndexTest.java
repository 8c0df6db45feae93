package dev.latchkey.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** With many tokens and notices, PostgreSQL's planner chooses the indexes. */
class NoticeIndexTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56Z");

    @Test
    void remindsAndSendsAlongIndexes() {
        var entityManager = TestDatabase.POSTGRESQL.begin();
        try {
            var repository = new NoticeRepository();
            repository.entityManager = entityManager;
            repository.connections = TestDatabase.connections(entityManager);
            for (var sql : new String[] {
                "insert into users (id, version, login, name, search_text, active, must_change_password, created_at)"
                        + " select i, 1, 'user' || i, 'Name', 'text', true, false, current_timestamp"
                        + " from generate_series(1, 20000) i",
                "insert into access_token (id, version, user_id, name, type, hash, created_at, expires_on)"
                        + " select i, 1, 1 + i % 20000, 'token' || i, 'USER_TOKEN', sha256(i::text::bytea),"
                        + " current_timestamp, date '2026-11-20' + i % 3650 from generate_series(1, 40000) i",
                "insert into notice (id, version, kind, occasion, recipient_id, token_id, token_name, created_at, state,"
                        + " attempts, next_attempt_at, done_at) select i, 1, 'TOKEN_EXPIRES', 'TOKEN_EXPIRES:' || i,"
                        + " 1 + i % 20000, i, 'token' || i, current_timestamp, 'SENT', 1, current_timestamp,"
                        + " current_timestamp from generate_series(1, 40000) i",
                "analyze users, access_token, notice"
            }) {
                entityManager.createNativeQuery(sql).executeUpdate();
            }

            assertThat(TestDatabase.scannedBy(entityManager, () -> {
                        Reminder.of(LocalDate.parse("2026-11-24"), 7)
                                .forEach(reminder -> repository.untold(reminder, 500, NOW));
                        repository.lockDue(NOW);
                    }))
                    .contains("ix_access_token_expires", "ix_notice_token", "ix_notice_due")
                    .doesNotContain("users", "access_token", "notice");
        } finally {
            entityManager.getTransaction().rollback();
            entityManager.close();
        }
    }
}
