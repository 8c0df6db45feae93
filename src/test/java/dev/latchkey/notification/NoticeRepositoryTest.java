package dev.latchkey.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Notices on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class NoticeRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-12-31T23:59:59.123456Z");

    private final TestDatabase database;
    private final NoticeRepository repository = new NoticeRepository();

    private EntityManager entityManager;

    NoticeRepositoryTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        repository.entityManager = entityManager;
        addUser(1, "ann");
        addUser(2, "bob");
    }

    @AfterEach
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void handsOutWhatIsDueForLongestWithItsPeople() {
        generated(101, NOW.plusSeconds(1));
        generated(102, NOW);
        generated(103, NOW.minusSeconds(1));

        assertThat(repository.lockDue(NOW)).hasValueSatisfying(notice -> {
            assertThat(notice.tokenName()).isEqualTo("token 103");
            assertThat(notice.recipient().email()).isEqualTo("ann@example.org");
            assertThat(notice.causedBy()).isNotNull().satisfies(by -> assertThat(by.login())
                    .isEqualTo("bob"));
            notice.take(NOW);
        });
        assertThat(repository.lockDue(NOW).map(Notice::tokenName)).contains("token 102");
    }

    @Test
    void tellsOfTheSameOccasionOnce() {
        generated(101, NOW);
        generated(101, NOW.plusSeconds(1));

        assertThat(count()).isEqualTo(1);
    }

    private void generated(long tokenId, Instant at) {
        repository.add(new Notice(
                NoticeKind.TOKEN_GENERATED,
                repository.user(1),
                repository.userOrNobody(2L),
                tokenId,
                "token " + tokenId,
                null,
                null,
                at));
        entityManager.flush();
    }

    private long count() {
        return ((Number) entityManager
                        .createNativeQuery("select count(*) from notice")
                        .getSingleResult())
                .longValue();
    }

    private void addUser(long id, String login) {
        entityManager
                .createNativeQuery("insert into users (id, version, login, name, email, search_text, active,"
                        + " must_change_password, created_at) values (?, 1, ?, ?, ?, 'x', true, false, ?)")
                .setParameter(1, id)
                .setParameter(2, login)
                .setParameter(3, login)
                .setParameter(4, login + "@example.org")
                .setParameter(5, NOW.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }
}
