package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.audit.AuditEvent.AuditEntriesForgotten;
import dev.latchkey.platform.FileFormat;
import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.SchemaMigration;
import dev.latchkey.shared.Origin;
import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.shared.Subject;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The contract of the audit log's storage, for both databases. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AuditRepositoryTest {

    private static final AuditQuery ALL = AuditQuery.ALL;

    private static final String USER =
            "insert into users (id, version, login, name, search_text, active, must_change_password, created_at)"
                    + " values (70, 1, 'ann', 'Ann', 'ann', true, false, current_timestamp)";
    private static final String TOKEN = "insert into access_token (id, version, user_id, name, type, hash, created_at)"
            + " select 71, 1, 70, 'ci', 'USER_TOKEN', e.hash, current_timestamp from audit_entry e fetch first 1 row only";

    private final AuditRepository repository = new AuditRepository();

    private static final SealKey KEY = SealKey.random();

    private DataSource source;

    /** Returns an empty database, without the schema. */
    abstract DataSource empty() throws IOException, SQLException;

    /** Disables the triggers and constraints that protect the log, as the owner of the tables can. */
    abstract void lowerTheGuard(Connection connection) throws SQLException;

    /** Changes of a row that are possible on this database alone. */
    abstract List<String> changesOfItsOwn();

    @BeforeAll
    void migrate() throws IOException, SQLException {
        source = empty();
        SchemaMigration.migrate(source);
        repository.connections = new Connections(source);
    }

    DataSource source() {
        return source;
    }

    Chain append(String... names) throws SQLException {
        try (var connection = begin()) {
            var chain = AuditRepository.append(connection, records(names));
            connection.commit();
            return chain;
        }
    }

    private Connection begin() throws SQLException {
        var connection = source().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static List<AuditRecord> records(String... names) {
        return List.of(names).stream().map(AuditRecords::token).toList();
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Optional<String> verify() {
        return new Verification().run(repository, KEY).fault().map(fault -> fault.kind() + " " + fault.entry());
    }

    @Test
    void readsWhatItWrote() throws SQLException {
        var chain = append("first", "second");
        var entries = repository.entries(chain.id(), chain.length() - 2, chain.length(), 10);
        assertThat(entries).extracting(AuditEntry::record).containsExactlyElementsOf(records("first", "second"));
        try (var connection = begin()) {
            var unknown = List.of(AuditRecords.nothingKnown());
            var longer = AuditRepository.append(connection, unknown);
            connection.commit();
            assertThat(repository.entries(longer.id(), longer.length() - 1, longer.length(), 10))
                    .extracting(AuditEntry::record)
                    .containsExactlyElementsOf(unknown);
        }
        assertThat(verify()).isEmpty();
    }

    @Test
    void leavesNothingOfATransactionThatFails() throws SQLException {
        var before = repository.tips();
        try (var connection = begin()) {
            AuditRepository.append(connection, records("never"));
            connection.rollback();
        }
        assertThat(repository.tips()).isEqualTo(before);
    }

    @Test
    void givesTransactionsAtTheSameTimeChainsOfTheirOwn() throws SQLException {
        Set<Integer> taken = new HashSet<>();
        var open = new ArrayList<Connection>();
        try {
            for (int i = 0; i < 8; i++) {
                var connection = begin();
                open.add(connection);
                taken.add(AuditRepository.append(connection, records("t" + i)).id());
            }
            assertThat(taken).hasSize(8);
        } finally {
            for (var connection : open) {
                connection.commit();
                connection.close();
            }
        }
        assertThat(verify()).isEmpty();
    }

    @Test
    void namesTheOneRowThatSomebodyTamperedWith() throws SQLException, IOException {
        append("one", "two", "three");
        var chain = append("four", "five");
        var three = "chain = " + chain.id() + " and position = " + (chain.length() - 2);
        var last = "chain = " + chain.id() + " and position = " + chain.length();
        var number = chain.id() + "-" + (chain.length() - 2);
        var end = chain.id() + "-" + chain.length();
        var changes = new ArrayList<>(changesOfItsOwn());
        changes.addAll(List.of(
                "occurred_at = timestamp with time zone '12000-01-01 00:00:00+00'",
                "occurred_at = occurred_at + interval '1' second",
                "actor_id = 2",
                "actor_id = null",
                "actor_token_id = 5",
                "channel = 'PAGE'",
                "address = '192.0.2.8'",
                "action = 'TOKEN_REVOKED'",
                "refused = true",
                "user_id = 3",
                "thing = 'group'",
                "thing_id = 8",
                "thing_name = 'Three'",
                "details = '{}'",
                "previous_hash = hash",
                "hash = previous_hash"));
        for (var change : changes) {
            assertThat(tampered("update audit_entry set " + change + " where " + three))
                    .as(change)
                    .contains("CHANGED " + number);
        }
        assertThat(tampered("delete from audit_entry where " + three)).contains("REMOVED " + number);
        assertThat(tampered("delete from audit_entry where " + last)).contains("REMOVED " + end);
        assertThat(tampered("update audit_entry set position = position + 100 where " + last))
                .contains("INSERTED " + chain.id() + "-" + (chain.length() + 1));
        assertThat(tampered("insert into audit_entry (chain, position, occurred_at, actor_id, channel, address,"
                        + " action, refused, user_id, thing, thing_id, thing_name, details, previous_hash, hash, actor_token_id)"
                        + " select chain, position + 1, occurred_at, actor_id, channel, address,"
                        + " action, refused, user_id, thing, thing_id, thing_name, details, previous_hash, hash, actor_token_id"
                        + " from audit_entry where " + last))
                .contains("INSERTED " + chain.id() + "-" + (chain.length() + 1));
        assertThat(tampered("update audit_chain set length = length + 1 where id = " + chain.id()))
                .contains("REMOVED " + chain.id() + "-" + (chain.length() + 1));
        assertThat(tampered("insert into audit_chain (id, length) values (0, 0)"))
                .contains("INSERTED 0-1");
        assertThat(tampered("insert into audit_chain (id, length) values (33, 0)"))
                .contains("INSERTED 33-1");
        assertThat(verify()).isEmpty();
    }

    @Test
    void findsALogThatWasWrittenAnewBehindASeal() throws SQLException, IOException {
        var chain = append("sealed");
        assertThat(rewritten(chain)).as("without a seal").isEmpty();
        repository.keepSeal(AuditRecords.AT, new Seal(AuditRecords.AT, List.of(chain)).line(SealKey.random()));
        assertThat(rewritten(chain)).as("with the seal of another server").isEmpty();

        repository.keepSeal(AuditRecords.AT, new Seal(AuditRecords.AT, List.of(chain)).line(KEY));

        assertThat(verify()).isEmpty();
        assertThat(rewritten(chain)).contains("REWRITTEN " + chain.id() + "-" + chain.length());
        var row = " where chain = " + chain.id() + " and position = " + chain.length();
        assertThat(tampered(
                        connection -> {
                            execute(connection, "delete from audit_entry" + row);
                            if (chain.length() == 1) {
                                execute(
                                        connection,
                                        "update audit_chain set length = 0, hash = null where id = " + chain.id());
                            } else {
                                execute(
                                        connection,
                                        "update audit_chain set length = length - 1, hash = (select hash"
                                                + " from audit_entry where chain = " + chain.id() + " and position = "
                                                + (chain.length() - 1) + ") where id = " + chain.id());
                            }
                        },
                        this::verify))
                .contains("REMOVED " + chain.id() + "-" + chain.length());
        assertThat(tampered("update audit_seal set line = replace(line, '\"length\":" + chain.length()
                        + "}', '\"length\":" + (chain.length() + 9) + "}')"))
                .contains("FORGED " + chain.id() + "-" + (chain.length() + 9));
    }

    /** Forges the last entry and recomputes the hashes, and returns what verification reports. */
    private Optional<String> rewritten(Chain chain) throws SQLException, IOException {
        var last = repository
                .entries(chain.id(), chain.length() - 1, chain.length(), 1)
                .get(0);
        var forged = AuditEntry.chained(chain.id(), chain.length(), AuditRecords.token("forged"), last.previousHash());
        return tampered(
                connection -> {
                    for (var sql : List.of(
                            "update audit_entry set thing_name = 'forged', hash = ? where chain = ? and position = ?",
                            "update audit_chain set hash = ? where id = ? and length = ?")) {
                        try (var update = connection.prepareStatement(sql)) {
                            update.setBytes(1, HexFormat.of().parseHex(forged.hash()));
                            update.setInt(2, chain.id());
                            update.setLong(3, chain.length());
                            update.executeUpdate();
                        }
                    }
                },
                this::verify);
    }

    @Test
    void mayForgetWhatACheckpointTells() throws SQLException, IOException {
        append("kept long enough", "this too");
        var forgotten = new ArrayList<Chain>();
        for (var tip : repository.tips()) {
            assertThat(repository.lastBefore(tip, AuditRecords.AT.minusSeconds(1)))
                    .isEmpty();
            repository.lastBefore(tip, AuditRecords.AT.plusSeconds(1)).ifPresent(forgotten::add);
        }
        assertThat(forgotten).isNotEmpty();
        forgotten.forEach(repository::forget);
        assertThat(verify()).as("without a checkpoint").hasValueSatisfying(fault -> assertThat(fault)
                .startsWith("REMOVED"));

        try (var connection = begin()) {
            AuditRepository.append(
                    connection,
                    forgotten.stream()
                            .map(end -> AuditRecord.of(
                                    new AuditEntriesForgotten(end), Origin.SERVER, AuditRecords.AT.plusSeconds(2)))
                            .toList());
            connection.commit();
        }
        assertThat(verify()).isEmpty();

        var end = forgotten.get(0);
        var deleted = 0;
        for (var more = repository.delete(end, 2); more > 0; more = repository.delete(end, 2)) {
            assertThat(more).isLessThanOrEqualTo(2);
            deleted += more;
            assertThat(verify()).isEmpty();
        }
        assertThat(deleted).isPositive();
        assertThat(repository.entries(end.id(), 0, end.length(), 1)).isEmpty();
        assertThat(tampered("update audit_chain set forgotten = forgotten - 1 where id = " + end.id()))
                .isPresent();
        assertThat(tampered("update audit_chain set forgotten_hash = hash where id = " + end.id()))
                .isPresent();
        append("goes on");
        assertThat(verify()).isEmpty();
    }

    @Test
    void writesIntoNoForeignChain() throws SQLException {
        try (var connection = begin()) {
            lowerTheGuard(connection);
            execute(connection, "insert into audit_chain (id, length) values (0, 0)");
            assertThat(AuditRepository.append(connection, records("own")).id()).isPositive();
            connection.rollback();
        }
    }

    @Test
    void hasNoEntryOfAForeignChain() throws SQLException {
        try (var connection = begin()) {
            lowerTheGuard(connection);
            AuditRepository.append(connection, records("own"));
            assertThatThrownBy(() -> execute(connection, "update audit_entry set chain = 33"))
                    .message()
                    .containsIgnoringCase("ck_audit_entry_chain");
            connection.rollback();
        }
    }

    @Test
    void namesUsersAndTheTokenAsTheyAreCalledToday() throws SQLException {
        append("some hash for the token");
        try (var connection = begin()) {
            execute(connection, USER);
            execute(connection, TOKEN);
            var byToken = new AuditRecord(
                    AuditRecords.AT,
                    new Origin(70L, 71L, Channel.API, "192.0.2.7"),
                    "USER_CREATED",
                    false,
                    Subject.user(70),
                    "{}");
            AuditRepository.append(connection, List.of(byToken));
            connection.commit();
        }
        var query = new AuditQuery("", "ann", "", "", null, null, null, null);
        assertThat(repository.search(query, 0, 1).items()).singleElement().satisfies(listed -> {
            assertThat(listed.actor()).isEqualTo("ann");
            assertThat(listed.token()).isEqualTo("ci");
            assertThat(listed.user()).isEqualTo("ann");
            assertThat(listed.entry().record().origin().tokenId()).isEqualTo(71);
        });
        assertThat(repository.userId("ann")).contains(70L);
        assertThat(repository.userId("nobody")).isEmpty();
        assertThat(verify()).isEmpty();
    }

    @Test
    void findsWhatATokenDidAndWhatHappenedToIt() throws SQLException {
        try (var connection = begin()) {
            var with = new Origin(70L, 171L, Channel.API, null);
            var without = new Origin(70L, Channel.PAGE, null);
            AuditRepository.append(
                    connection,
                    List.of(
                            about(with, Subject.thing("token", 171, "itself")),
                            about(with, Subject.thing("token", 172, "by it")),
                            about(without, Subject.thing("token", 171, "it")),
                            about(without, Subject.thing("group", 171, "a group")),
                            about(without, Subject.thing("token", 173, "another"))));
            connection.commit();
        }

        assertThat(of(Set.of(171L))).containsExactlyInAnyOrder("itself", "by it", "it");
        assertThat(of(Set.of(172L, 173L))).containsExactlyInAnyOrder("by it", "another");
    }

    private static AuditRecord about(Origin origin, Subject subject) {
        return new AuditRecord(AuditRecords.AT, origin, "TOKEN_GENERATED", false, subject, "{}");
    }

    private List<String> of(Set<Long> tokens) {
        var query = new AuditQuery(
                "",
                "",
                "",
                "",
                null,
                null,
                null,
                null,
                new AuditQuery.Tokens("token", tokens.iterator().next(), tokens));
        var found = repository.search(query, 0, 100);
        // the total also counts entries beyond the page
        assertThat(repository.search(query, 0, 1).total()).isEqualTo(found.total());
        return found.items().stream()
                .map(listed -> String.valueOf(listed.entry().record().subject().name()))
                .toList();
    }

    @Test
    void showsWhatIsNoEntryAnyMore() throws SQLException, IOException {
        var chain = append("legible");
        var row = "chain = " + chain.id() + " and position = " + chain.length();
        var changes = new ArrayList<>(changesOfItsOwn());
        changes.add("occurred_at = timestamp with time zone '12000-01-01 00:00:00+00'");
        for (var change : changes) {
            var exported = tampered("update audit_entry set " + change + " where " + row, () -> {
                var found = repository.search(ALL, 0, 500).items();
                assertThat(found).as(change).anySatisfy(listed -> assertThat(
                                listed.entry().record().details())
                        .containsKey("illegible"));
                var out = new StringWriter();
                new Export(repository, ALL, FileFormat.CSV, ends -> "", () -> {}).write(out);
                new Export(repository, ALL, FileFormat.JSON, ends -> "", () -> {}).write(out);
                return out.toString();
            });
            assertThat(exported)
                    .as(change)
                    .contains("illegible=", "{\"illegible\":")
                    .endsWith("]\n");
        }
    }

    private Optional<String> tampered(String sql) throws SQLException, IOException {
        return tampered(sql, this::verify);
    }

    /** Tampering with SQL. */
    @FunctionalInterface
    private interface Harm {
        void done(Connection connection) throws SQLException;
    }

    /** A read of the tampered log. */
    @FunctionalInterface
    private interface Look<T> {
        T seen() throws IOException;
    }

    /** Returns what {@code look} sees while the SQL is in effect, and rolls it back. */
    private <T> T tampered(String sql, Look<T> look) throws SQLException, IOException {
        return tampered(connection -> execute(connection, sql), look);
    }

    private <T> T tampered(Harm harm, Look<T> look) throws SQLException, IOException {
        try (var connection = begin()) {
            lowerTheGuard(connection);
            harm.done(connection);
            repository.connections = new Connections(only(connection));
            try {
                return look.seen();
            } finally {
                repository.connections = new Connections(source);
                connection.rollback();
            }
        }
    }

    private static DataSource only(Connection connection) {
        var loader = AuditRepositoryTest.class.getClassLoader();
        var kept = (Connection) Proxy.newProxyInstance(
                loader,
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
        return (DataSource)
                Proxy.newProxyInstance(loader, new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> kept);
    }
}
