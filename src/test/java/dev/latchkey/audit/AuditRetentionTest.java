package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.Settings;
import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.SchemaMigration;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Origin;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The server deletes entries after the retention period, and the remaining log verifies. */
class AuditRetentionTest {

    private static final SealKey KEY = SealKey.random();
    private static final int DAYS = 30;

    /** In microseconds, as the database stores it. */
    private static final Instant AT = AuditRecords.AT.truncatedTo(ChronoUnit.MICROS);

    private final AuditRepository repository = new AuditRepository();
    private final AuditRetention retention = new AuditRetention();
    private final List<DomainEvent> fired = new ArrayList<>();
    private DataSource source = new JdbcDataSource();

    @BeforeEach
    void begin(TestInfo test) throws SQLException {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + test.getDisplayName() + ";DB_CLOSE_DELAY=-1");
        source = database;
        SchemaMigration.migrate(source);
        repository.connections = new Connections(source);
        retention.repository = repository;
        @SuppressWarnings("unchecked")
        Event<DomainEvent> events = (Event<DomainEvent>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    fired.add((DomainEvent) arguments[0]);
                    return null;
                });
        retention.events = events;
        keptFor(Optional.of(DAYS));
        goTo(AT);
    }

    private void keptFor(Optional<Integer> days) {
        retention.settings = new Settings() {
            @Override
            public Optional<Integer> auditDays() {
                return days;
            }
        };
    }

    private void goTo(Instant now) {
        retention.clock = Clock.fixed(now, ZoneOffset.UTC);
    }

    @Test
    void forgetsWhatIsOlderThanItsDaysAndNothingElse() throws SQLException {
        append(AT, AuditRetention.BATCH + 1);
        append(AT.plus(Duration.ofDays(1)), 1);

        goTo(AT.plus(Duration.ofDays(DAYS)));
        forget();
        assertThat(entries()).isEqualTo(AuditRetention.BATCH + 2);
        assertThat(fired).isEmpty();

        goTo(AT.plus(Duration.ofDays(DAYS)).plusSeconds(1));
        forget();
        assertThat(fired).hasSize(1);
        assertThat(entries()).as("the newest entry and the checkpoint").isEqualTo(2);
        assertThat(new Verification().run(repository, KEY).fault()).isEmpty();
    }

    @Test
    void deletesInBatches() throws SQLException {
        append(AT, AuditRetention.BATCH + 1);
        goTo(AT.plus(Duration.ofDays(DAYS + 1)));
        retention.forget();

        assertThat(retention.delete()).isTrue();
        assertThat(entries()).isEqualTo(1);
        assertThat(retention.delete()).isTrue();
        assertThat(retention.delete()).isFalse();
    }

    @Test
    void keepsEverythingUnlessTheOperatorSaysHowLong() throws SQLException {
        append(AT, 1);
        keptFor(Optional.empty());
        goTo(AT.plus(Duration.ofDays(10_000)));

        forget();

        assertThat(entries()).isEqualTo(1);
        assertThat(fired).isEmpty();
    }

    /** Runs the retention as the timer does, and appends the checkpoints as the audit trail does. */
    private void forget() throws SQLException {
        retention.forget();
        var checkpoints = fired.stream()
                .map(event -> AuditRecord.of(event, Origin.SERVER, retention.clock.instant()))
                .toList();
        if (!checkpoints.isEmpty()) {
            append(checkpoints);
        }
        while (retention.delete()) {
            // the next batch
        }
    }

    private void append(Instant at, int count) throws SQLException {
        append(IntStream.range(0, count)
                .mapToObj(i -> new AuditRecord(
                        at,
                        Origin.SERVER,
                        AuditRecords.nothingKnown().action(),
                        true,
                        AuditRecords.nothingKnown().subject(),
                        "{}"))
                .toList());
    }

    private void append(List<AuditRecord> records) throws SQLException {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            AuditRepository.append(connection, records);
            connection.commit();
        }
    }

    private int entries() throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from audit_entry")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
