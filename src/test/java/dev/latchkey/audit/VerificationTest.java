package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.AuditEvent.AuditEntriesForgotten;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.Origin;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A verification rests with its page while the log goes on, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class VerificationTest {

    private static final SealKey KEY = SealKey.random();

    /** More than one step. */
    private static final int MANY = 1001;

    private final AuditRepository repository = new AuditRepository();
    private final TestDatabase database;

    private EntityManager entityManager;

    VerificationTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        repository.connections = TestDatabase.connections(entityManager);
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void aSealOfALaterEntryIsNoMatterOfIt() throws Exception {
        append(Collections.nCopies(MANY, AuditRecords.token("before")));
        seal();
        var verification = new Verification();
        verification.step(repository, KEY);

        append(List.of(AuditRecords.token("after")));
        seal();

        var verdict = rested(verification).run(repository, KEY);
        assertThat(verdict.isGood()).as(verdict.toString()).isTrue();
        assertThat(verdict.entries()).isEqualTo(MANY);
    }

    @Test
    void aSealBeforeItIsRemembered() throws Exception {
        append(Collections.nCopies(MANY, AuditRecords.token("before")));
        var tips = repository.tips();
        append(List.of(AuditRecords.token("removed")));
        seal();
        // as if somebody had cut the chain
        var cut = new AuditRepository() {
            @Override
            List<Tip> tips() {
                return tips;
            }
        };
        cut.connections = repository.connections;
        var verification = new Verification();
        verification.step(cut, KEY);

        assertThat(rested(verification).run(cut, KEY).fault())
                .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.REMOVED));
    }

    @Test
    void itBeginsAnewWhenTheRetentionHasDeletedItsEntries() throws Exception {
        var end = append(Collections.nCopies(MANY, AuditRecords.token("old")));
        var verification = new Verification();
        verification.step(repository, KEY);

        repository.forget(end);
        append(List.of(checkpoint(end)));
        while (repository.delete(end, MANY) > 0) {
            // the next batch
        }

        var verdict = rested(verification).run(repository, KEY);
        assertThat(verdict.isGood()).as(verdict.toString()).isTrue();
        assertThat(verdict.entries()).as("the checkpoint").isEqualTo(1);
    }

    /** A page keeps 1 MiB at most. */
    @Test
    void itStaysSmall() throws Exception {
        append(IntStream.range(0, MANY)
                .mapToObj(length -> checkpoint(new Chain(1, length, AuditEntry.NO_HASH)))
                .toList());
        var verification = new Verification();
        verification.step(repository, KEY);

        assertThat(written(verification)).hasSizeLessThan(16 << 10);
    }

    private static AuditRecord checkpoint(Chain end) {
        return AuditRecord.of(new AuditEntriesForgotten(end), Origin.SERVER, AuditRecords.AT);
    }

    private Chain append(List<AuditRecord> records) throws SQLException {
        return AuditRepository.append(entityManager.unwrap(Connection.class), records);
    }

    private void seal() {
        repository.keepSeal(AuditRecords.AT, new Seal(AuditRecords.AT, Sealing.ends(repository.tips())).line(KEY));
    }

    /** As the next request of the page finds it. */
    private static Verification rested(Verification verification) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(written(verification)))) {
            return (Verification) in.readObject();
        }
    }

    private static byte[] written(Verification verification) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(verification);
        }
        return bytes.toByteArray();
    }
}
