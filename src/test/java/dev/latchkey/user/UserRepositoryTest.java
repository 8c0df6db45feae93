package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Mandate;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Origin;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UserRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56.123456Z");

    private final UserRepository repository = new UserRepository();
    private final TestDatabase database;

    private EntityManager entityManager;

    UserRepositoryTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        repository.entityManager = entityManager;
        repository.connections = TestDatabase.connections(entityManager);
    }

    @AfterEach
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void findsWhatItKeeps() {
        assertThat(repository.isEmpty()).isTrue();
        var id = add("ann", "Ann Example", "ann@example.org").id();
        entityManager.clear();

        assertThat(repository.isEmpty()).isFalse();
        assertThat(repository.find("ann")).hasValueSatisfying(found -> {
            assertThat(found.id()).isEqualTo(id);
            assertThat(found.name()).isEqualTo("Ann Example");
            assertThat(found.email()).isEqualTo("ann@example.org");
            assertThat(found.isActive()).isTrue();
            assertThat(found.passwordHash()).isNull();
            assertThat(found.groupNames()).containsExactly("users");
            assertThat(found.roles()).containsExactly(Role.USER);
            assertThat(found.lastConnectionAt()).isNull();
        });
        assertThat(repository.find(id)).isEqualTo(repository.find("ann").orElseThrow());
        assertThat(repository.find("anne")).isEmpty();
        assertThat(repository.seen("ANN")).isEqualTo(SeenUser.of(repository.get("ann")));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> repository.seen("anne"))
                .withMessage("user.unknown");
    }

    @Test
    void aLoginIsUniqueForEver() {
        add("ann").deactivate();

        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> add("ann"))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("login"))
                .withMessage("user.login.taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann", "ANN", " ann\n", "\u00A0Ann"})
    void aLoginIsOneWhateverItsCase(String same) {
        add("Ann");
        entityManager.clear();

        assertThat(repository.find(same).map(User::login)).hasValue("Ann");
        assertThat(repository.lock(same).map(User::login)).hasValue("Ann");
        assertThat(repository.findAll(List.of(same, "bob"))).containsOnlyKeys("ann");
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> add(same))
                .withMessage("user.login.taken");
    }

    @Test
    void aLoginMayChangeItsCase() {
        var ann = add("ann");

        ann.rename("Ann");
        repository.flush(ann);
        entityManager.clear();

        assertThat(repository.find("ANN").map(User::login)).hasValue("Ann");
    }

    @Test
    void aMandateEndsWithTheUserAndTheRole() {
        var ann = add("ann");
        ann.join(repository.group(Group.ADMINISTRATORS));
        entityManager.flush();
        var credential = new UserCredential();
        credential.users = repository;
        var administrator = new Mandate(new Origin(ann.id(), Origin.Channel.API, null), Role.ADMINISTRATOR);
        var user = new Mandate(new Origin(ann.id(), Origin.Channel.API, null), Role.USER);
        assertThat(credential.isGood(administrator)).isTrue();
        assertThat(credential.isGood(new Mandate(Origin.SERVER, Role.USER))).isFalse();

        ann.leave(repository.group(Group.ADMINISTRATORS));
        entityManager.flush();
        assertThat(credential.isGood(administrator)).isFalse();
        assertThat(credential.isGood(user)).isTrue();

        ann.deactivate();
        entityManager.flush();
        assertThat(credential.isGood(user)).isFalse();
    }

    @Test
    void membersOfTheAdministratorsAreAdministrators() {
        add("ann").join(repository.group(Group.ADMINISTRATORS));
        entityManager.flush();
        entityManager.clear();

        assertThat(repository.find("ann")).hasValueSatisfying(ann -> assertThat(ann.roles())
                .containsExactlyInAnyOrder(Role.USER, Role.ADMINISTRATOR));
    }

    @Test
    void knowsWhetherThereIsAnotherActiveAdministrator() {
        var ann = add("ann");
        var bob = add("bob");
        ann.changePassword("hash");
        bob.changePassword("hash");
        ann.join(repository.group(Group.ADMINISTRATORS));
        assertThat(repository.hasOtherAdministrator(ann.id(), NOW)).isFalse();
        assertThat(repository.hasOtherAdministrator(bob.id(), NOW)).isTrue();

        bob.join(repository.group(Group.ADMINISTRATORS));
        assertThat(repository.hasOtherAdministrator(ann.id(), NOW)).isTrue();

        bob.deactivate();
        assertThat(repository.hasOtherAdministrator(ann.id(), NOW)).isFalse();
    }

    @Test
    void whoCannotSignInIsNoOtherAdministrator() {
        var ann = add("ann");
        var bob = add("bob");
        bob.join(repository.group(Group.ADMINISTRATORS));
        assertThat(repository.hasOtherAdministrator(ann.id(), NOW))
                .as("without a password")
                .isFalse();

        bob.givePassword(new FirstPassword("hash", NOW.plusSeconds(1), false));
        assertThat(repository.hasOtherAdministrator(ann.id(), NOW))
                .as("with a password for the first sign-in")
                .isTrue();

        bob.givePassword(new FirstPassword("hash", NOW, false));
        assertThat(repository.hasOtherAdministrator(ann.id(), NOW))
                .as("with a lapsed password")
                .isFalse();
    }

    @Test
    void anotherHashOfTheSamePasswordIsNoChange() {
        var ann = add("ann");
        ann.changePassword("former");
        entityManager.flush();
        var version = ann.version();

        repository.replacePasswordHash(ann.id(), "another", "new");
        entityManager.refresh(ann);
        assertThat(ann.passwordHash()).isEqualTo("former");

        repository.replacePasswordHash(ann.id(), "former", "new");
        entityManager.refresh(ann);
        assertThat(ann.passwordHash()).isEqualTo("new");
        assertThat(ann.version()).isEqualTo(version);
    }

    @Test
    void writesAConnectionOnceAMinute() {
        var ann = add("ann");

        connect(ann, NOW);
        assertThat(ann.lastConnectionAt()).isEqualTo(NOW);
        connect(ann, NOW.plusSeconds(60));
        assertThat(ann.lastConnectionAt()).isEqualTo(NOW);
        connect(ann, NOW.plusSeconds(61));
        assertThat(ann.lastConnectionAt()).isEqualTo(NOW.plusSeconds(61));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login = 'x'",
                "login = null",
                "name = null",
                "active = null",
                "created_at = null",
                "language = null",
                "language = 'LATIN'",
                "appearance = 'PINK'"
            })
    void theDatabaseRefusesNonsense(String change) {
        add("ann");

        assertThatExceptionOfType(PersistenceException.class).isThrownBy(() -> entityManager
                .createNativeQuery("update users set " + change)
                .executeUpdate());
    }

    private User add(String login) {
        return add(login, "Name");
    }

    private User add(String login, String name) {
        return add(login, name, "");
    }

    private User add(String login, String name, String email) {
        var user = new User(new NewUser(login, name, email, "password"), repository.group(Group.USERS), NOW);
        repository.add(user);
        return user;
    }

    private void connect(User user, Instant at) {
        repository.recordConnections(List.of(user.id()), at, at.minus(SignIn.CONNECTION_GRANULARITY));
        entityManager.refresh(user);
    }
}
