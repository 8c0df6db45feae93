package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

/** With many entries, PostgreSQL's planner chooses the index for a search in their names. */
class AuditIndexTest {

    @Test
    void looksForATextAlongAnIndex() {
        var entityManager = TestDatabase.POSTGRESQL.begin();
        try {
            var repository = new AuditRepository();
            repository.connections = TestDatabase.connections(entityManager);
            for (var sql : new String[] {
                "insert into audit_entry (chain, position, occurred_at, channel, action, refused, thing_name, search_text, details,"
                        + " previous_hash, hash) select 1, i, current_timestamp, 'API', 'TOKEN_GENERATED', false,"
                        + " 'Token ' || i, 'token ' || i, '{}', sha256('a'), sha256('a') from generate_series(1, 40000) i",
                "analyze audit_entry"
            }) {
                entityManager.createNativeQuery(sql).executeUpdate();
            }
            var query = new AuditQuery("token 12345", "", "", "", null, null, null, null);

            assertThat(TestDatabase.scannedBy(entityManager, () -> assertThat(
                                    repository.search(query, 0, 50).items())
                            .hasSize(1)))
                    .contains("ix_audit_entry_name")
                    .doesNotContain("audit_entry");
        } finally {
            entityManager.getTransaction().rollback();
            entityManager.close();
        }
    }
}
