package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.platform.Settings;
import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.SchemaMigration;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Origin;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The daily job deletes what is past the retention period, and seals what remains. */
class AuditUpkeepTest {

    private static final int DAYS = 30;
    private static final Instant NOW = Instant.parse("2027-01-31T00:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(DAYS + 1));

    @TempDir
    Path folder = Path.of("");

    private final AuditRepository repository = new AuditRepository();
    private final AuditUpkeep upkeep = new AuditUpkeep();
    private final SealKeyFile file = new SealKeyFile();
    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void begin(TestInfo test) {
        database.setURL("jdbc:h2:mem:upkeep-" + test.getDisplayName() + ";DB_CLOSE_DELAY=-1");
        SchemaMigration.migrate(database);
        repository.connections = new Connections(database);

        var settings = new Settings() {
            @Override
            public Path dataDirectory() {
                return folder;
            }

            @Override
            public Optional<Path> auditKeyFile() {
                return Optional.empty();
            }

            @Override
            public Optional<Path> auditSealsFile() {
                return Optional.of(folder.resolve("seals"));
            }

            @Override
            public Optional<URI> auditSyslog() {
                return Optional.empty();
            }

            @Override
            public Optional<Integer> auditDays() {
                return Optional.of(DAYS);
            }
        };
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        file.settings = settings;

        var sealing = new Sealing();
        sealing.repository = repository;
        sealing.clock = clock;
        sealing.file = file;
        sealing.post = new SealPost();
        sealing.post.settings = settings;
        sealing.post.clock = clock;

        upkeep.sealing = sealing;
        upkeep.retention = new AuditRetention();
        upkeep.retention.repository = repository;
        upkeep.retention.settings = settings;
        upkeep.retention.clock = clock;
        upkeep.retention.events = appended();
    }

    /** Events that are appended to the log, as the audit trail appends them. */
    @SuppressWarnings("unchecked")
    private Event<DomainEvent> appended() {
        return (Event<DomainEvent>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    append(List.of(AuditRecord.of((DomainEvent) arguments[0], Origin.SERVER, NOW)));
                    return null;
                });
    }

    @Test
    void deletesEveryOldEntryAndSealsTheRest() throws SQLException {
        file.read();
        append(Collections.nCopies(2 * AuditRetention.BATCH + 1, entry(OLD)));
        append(List.of(entry(NOW)));

        upkeep.run();

        assertThat(entries()).as("the new entry and the checkpoint").isEqualTo(2);
        assertThat(new Verification().run(repository, file.key()).isGood()).isTrue();
        assertThat(sentSeals())
                .containsExactly(repository.lastSeal().orElseThrow().line());

        upkeep.run();
        assertThat(sentSeals()).as("the seal covers the checkpoint").hasSize(1);
    }

    @Test
    void sealsNothingTwice() throws SQLException {
        file.read();
        append(List.of(entry(NOW)));
        upkeep.run();
        upkeep.run();
        assertThat(sentSeals()).hasSize(1);

        append(List.of(entry(NOW)));
        upkeep.run();
        assertThat(sentSeals()).hasSize(2);
    }

    @Test
    void isAJobOfTheDay() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select count(*) from daily_job where name = ?")) {
            statement.setString(1, upkeep.name());
            try (var rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void anUnreadableKeyStopsTheStart() throws IOException {
        Files.writeString(folder.resolve("audit-key.pem"), "no key");

        assertThatThrownBy(file::read).isInstanceOf(UncheckedIOException.class).hasMessageContaining("audit-key.pem");
    }

    private static AuditRecord entry(Instant at) {
        var record = AuditRecords.nothingKnown();
        return new AuditRecord(at, Origin.SERVER, record.action(), true, record.subject(), "{}");
    }

    private List<String> sentSeals() {
        try {
            return Files.readAllLines(folder.resolve("seals"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(List<AuditRecord> records) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            AuditRepository.append(connection, records);
            connection.commit();
        }
    }

    private int entries() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from audit_entry")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
