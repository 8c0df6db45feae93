package dev.latchkey.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.Message;
import dev.latchkey.user.ProvisioningResult.Outcome;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Uploaded user files and their lines, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UserImportRepositoryTest {

    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");
    private static final Message UNKNOWN = Message.of("group.unknown", "a \"group\",\n ä");

    private final UserImportRepository repository = new UserImportRepository();
    private final TestDatabase database;

    private EntityManager entityManager;

    UserImportRepositoryTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        repository.entityManager = entityManager;
        repository.connections = TestDatabase.connections(entityManager);
        for (int id = 1; id <= 2; id++) {
            entityManager
                    .createNativeQuery("insert into users (id, version, login, name, search_text, active,"
                            + " must_change_password, created_at) values (?, 1, ?, 'Ann', 'ann', true, false, ?)")
                    .setParameter(1, id)
                    .setParameter(2, "ann" + id)
                    .setParameter(3, NOW.atOffset(ZoneOffset.UTC))
                    .executeUpdate();
        }
    }

    @AfterEach
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void keepsLinesAsTheyStand() {
        var id = add(1, NOW);
        var line = new ImportLine(
                7,
                "ann",
                "Änn",
                "",
                "users|devs",
                Outcome.FAULT,
                List.of(UNKNOWN, Message.of("user.name.invalid")),
                2L,
                true);
        repository.addLines(id, List.of(line));

        var found = repository.lines(id, null, 0, 10);
        assertThat(found.items()).containsExactly(line);
        assertThat(found.total()).isEqualTo(1);
    }

    @Test
    void pagesLinesOfAnOutcomeInTheOrderOfTheFile() {
        var id = add(1, NOW);
        repository.addLines(
                id,
                List.of(
                        line(9, Outcome.FAULT),
                        line(2, Outcome.FAULT),
                        line(3, Outcome.CREATE),
                        line(4, Outcome.FAULT)));

        assertThat(numbers(repository.lines(id, null, 1, 2).items())).containsExactly(3, 4);
        var faults = repository.lines(id, Outcome.FAULT, 1, 2);
        assertThat(numbers(faults.items())).containsExactly(4, 9);
        assertThat(faults.total()).isEqualTo(3);
    }

    @Test
    void findsWhatIsLeftToBeDone() {
        var id = add(1, NOW);
        repository.addLines(
                id,
                List.of(
                        line(2, Outcome.CREATE),
                        line(3, Outcome.UNCHANGED),
                        line(4, Outcome.UPDATE),
                        line(5, Outcome.FAULT),
                        line(6, Outcome.CREATE)));

        assertThat(numbers(repository.changes(id, 0, 2))).containsExactly(2, 4);
        assertThat(numbers(repository.changes(id, 4, 2))).containsExactly(6);

        repository.setOutcome(id, new ImportLine(6, "user6", "", "", "", Outcome.FAULT, List.of(UNKNOWN), null, false));
        assertThat(repository.changes(id, 4, 2)).isEmpty();
        assertThat(repository.lines(id, Outcome.FAULT, 1, 1).items().get(0).faults())
                .containsExactly(UNKNOWN);
    }

    @Test
    void countsOutcomes() {
        var id = add(1, NOW);
        var read = Objects.requireNonNull(repository.find(id));
        entityManager.clear();
        read.count(List.of(line(2, Outcome.CREATE), line(3, Outcome.UPDATE), line(4, Outcome.FAULT)));
        repository.update(read);
        entityManager.flush();
        entityManager.clear();

        var kept = Objects.requireNonNull(repository.find(id));
        assertThat(kept.changes()).isEqualTo(2);
        assertThat(kept.count(Outcome.FAULT)).isEqualTo(1);
    }

    @Test
    void forgetsFilesButForOneThatIsBeingImported() {
        var old = add(1, NOW.minusSeconds(1));
        var importing = add(1, NOW.minusSeconds(1));
        var others = add(2, NOW);
        repository.addLines(old, List.of(line(2, Outcome.CREATE)));
        entityManager
                .createNativeQuery("insert into background_task (id, version, kind, parameters, started_by_id, channel,"
                        + " started_at, total, done, failed, state) values (1, 1, 'USER_IMPORT', '', 1, 'API', ?, 1, 0, 0,"
                        + " 'RUNNING')")
                .setParameter(1, NOW.atOffset(ZoneOffset.UTC))
                .executeUpdate();
        entityManager
                .createNativeQuery("update user_import set task_id = 1 where id = ?")
                .setParameter(1, importing)
                .executeUpdate();

        repository.forgetOf(1);
        entityManager.clear();
        assertThat(repository.find(old)).isNull();
        assertThat(repository.find(importing)).isNotNull();
        assertThat(repository.find(others)).isNotNull();

        repository.forgetBefore(NOW.plusSeconds(1));
        entityManager.clear();
        assertThat(repository.find(importing)).isNotNull();
        assertThat(repository.find(others)).isNull();
    }

    @Test
    void listsWhoBecomesAnAdministrator() {
        var id = add(1, NOW);
        repository.addLines(
                id,
                List.of(administrator(9, null), line(2, Outcome.CREATE), administrator(3, 1L), administrator(4, 2L)));

        assertThat(numbers(repository.administrators(id, 2))).containsExactly(3, 4);
        assertThat(repository.administrators(id, 1)).containsExactly(administrator(3, 1L));
    }

    @Test
    void forgetsWhatFilesSayOfAUser() {
        var one = add(1, NOW);
        var other = add(2, NOW);
        repository.addLines(one, List.of(line(2, Outcome.CREATE), line(3, Outcome.CREATE), administrator(4, 2L)));
        repository.addLines(other, List.of(line(2, Outcome.CREATE), administrator(5, 2L), administrator(6, 1L)));

        repository.forgetLinesOf(2, "user3");

        assertThat(numbers(repository.lines(one, null, 0, 10).items())).containsExactly(2);
        assertThat(numbers(repository.lines(other, null, 0, 10).items())).containsExactly(2, 6);
    }

    private static ImportLine administrator(int number, @Nullable Long userId) {
        return new ImportLine(
                number, "user" + number, "", "", "administrators", Outcome.UPDATE, List.of(), userId, true);
    }

    private long add(long userId, Instant at) {
        var read = new UserImport(userId, at);
        repository.add(read);
        return read.id();
    }

    private static ImportLine line(int number, Outcome outcome) {
        return new ImportLine(number, "user" + number, "", "", "", outcome, List.of(), null, false);
    }

    private static List<Integer> numbers(List<ImportLine> lines) {
        return lines.stream().map(ImportLine::number).toList();
    }
}
