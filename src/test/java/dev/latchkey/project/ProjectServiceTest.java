package dev.latchkey.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.user.Role;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A page acts on a project that changed after the page showed it, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ProjectServiceTest {

    private final TestDatabase database;

    private EntityManager entityManager;
    private ProjectService projects;

    ProjectServiceTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        projects = new Services(
                        entityManager,
                        Clock.fixed(Instant.parse("2028-02-29T12:34:56Z"), ZoneOffset.UTC),
                        "admin",
                        Role.ADMINISTRATOR)
                .get(ProjectService.class);
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void aProjectWithTheKeyOfADeletedOneIsAnotherProject() {
        var shown = projects.create(new NewProject("shop", "Shop"));
        projects.delete("shop");
        entityManager.flush();
        var another = projects.create(new NewProject("shop", "Shop"));

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> projects.delete(shown.id()))
                .withMessage("project.gone");
        assertThat(projects.search("shop", null, 0, 10).items()).containsExactly(another);

        projects.delete(another.id());
        entityManager.flush();
        assertThat(projects.search("shop", null, 0, 10).items()).isEmpty();
    }

    @Test
    void searchesForAtMostTheLengthOfAKey() {
        assertThat(projects.search("x".repeat(400), null, 0, 10).items()).isEmpty();
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> projects.search("x".repeat(401), null, 0, 10));
    }
}
