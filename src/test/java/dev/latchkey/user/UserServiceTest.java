package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.user.UserEvent.PasswordChanged;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A page acts on a user who changed after the page showed it, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UserServiceTest {

    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");
    private static final String PASSWORD = "a password that is long enough";

    /** Every action of a dialog of the Users page. */
    private static final List<BiConsumer<UserService, SeenUser>> DIALOGS = List.of(
            (users, seen) -> users.update(seen, new UserUpdate("ann.smith", null, null, null)),
            (users, seen) -> users.update(seen, new UserUpdate(null, "Ann of mine", null, null)),
            (users, seen) -> users.changePassword(seen, PASSWORD),
            (users, seen) -> users.deactivate(seen, false),
            (users, seen) -> users.deactivate(seen, true),
            (users, seen) -> users.reactivate(seen, new NewUser(seen.login(), "Ann", "", PASSWORD)));

    private final TestDatabase database;

    private EntityManager entityManager;
    private Services services;
    private UserService users;
    private GroupService groups;
    private SeenUser seen;

    UserServiceTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void oneTabShowsAnn() {
        entityManager = database.begin();
        services =
                new Services(entityManager, Clock.fixed(NOW, ZoneOffset.UTC), "admin", Role.USER, Role.ADMINISTRATOR);
        users = services.get(UserService.class);
        groups = services.get(GroupService.class);
        create("admin", "Administrator");
        groups.addMember(Group.ADMINISTRATORS, "admin");
        seen = SeenUser.of(create("ann", "Ann Smith"));
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void nothingIsDoneToWhoGotTheLoginSince() {
        users.update("ann", new UserUpdate("ann.old", null, null, null));
        var other = create("ann", "Ann Jones");
        groups.addMember(Group.USERS, "ann");
        var before = SeenUser.of(other);

        for (var dialog : DIALOGS) {
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> dialog.accept(users, seen))
                    .satisfies(told -> assertThat(told.in(Locale.ENGLISH))
                            .startsWith("This user was changed in the meantime, so your change was not applied.")
                            .contains("The user now has the login 'ann.old', the name 'Ann Smith'"));
        }
        entityManager.flush();
        entityManager.clear();

        assertThat(SeenUser.of(users.get("ann"))).isEqualTo(before);
        assertThat(users.get("ann.old").isActive()).isTrue();
        assertThat(services.fired()).noneMatch(event -> event instanceof PasswordChanged);
    }

    /** A link with which the user chooses a password may go to the new address. */
    @Test
    void aTokenThatMaySetNoPasswordsChangesNoEmail() {
        var byToken = new Services(
                        entityManager, Clock.fixed(NOW, ZoneOffset.UTC), "admin", Role.USER, Role.ADMINISTRATOR)
                .byTokenWithout(CredentialAct.SET_PASSWORD)
                .get(UserService.class);

        byToken.update("ann", new UserUpdate(null, "Ann of mine", "", null));

        assertThatExceptionOfType(ForbiddenException.class)
                .isThrownBy(() -> byToken.update("ann", new UserUpdate(null, null, "thief@example.org", null)));
    }

    @Test
    void whoWasDeactivatedSinceIsNotDeactivatedOnceMore() {
        users.deactivate("ann", false);

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> users.deactivate(seen, true))
                .satisfies(told -> assertThat(told.in(Locale.ENGLISH)).contains("The user is now deactivated"));
        assertThat(users.get("ann").name()).isEqualTo("Ann Smith");
    }

    @Test
    void whoCameBackSinceIsNotAnonymized() {
        users.deactivate("ann", false);
        var deactivated = SeenUser.of(users.get("ann"));
        users.create(new NewUser("ann", "Ann Smith", "", PASSWORD));

        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> users.deactivate(deactivated, true));
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> users.reactivate(deactivated, new NewUser("ann", "Ann", "", PASSWORD)));
        assertThat(users.get("ann").isActive()).isTrue();
    }

    @Test
    void onlyADeactivatedUserComesBack() {
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> users.reactivate(seen, new NewUser("ann", "Ann", "", PASSWORD)));
        users.deactivate(seen, false);

        var back = users.reactivate(SeenUser.of(users.get("ann")), new NewUser("ann", "Ann Back", "", PASSWORD));

        assertThat(SeenUser.of(back)).isEqualTo(new SeenUser(seen.id(), "ann", "Ann Back", null, true, false));
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> users.reactivate(SeenUser.of(back), new NewUser("ann", "Ann", "", "short")));
    }

    @Test
    void unrelatedChangesAreNoConflict() {
        groups.create(new GroupDetails("ops", "", null));
        groups.addMember("ops", "ann");
        users.changePassword("ann", PASSWORD);
        services.get(UserRepository.class).recordConnections(List.of(seen.id()), NOW, NOW);
        entityManager.flush();
        entityManager.clear();

        users.changePassword(seen, PASSWORD);
        users.update(seen, new UserUpdate("ann.smith", null, "ann@example.org", null));

        assertThat(users.get(seen)).satisfies(user -> assertThat(SeenUser.of(user))
                .isEqualTo(new SeenUser(seen.id(), "ann.smith", "Ann Smith", "ann@example.org", true, false)));
        users.deactivate(SeenUser.of(users.get(seen)), true);
        assertThat(users.get(seen).login()).startsWith("removed-");
    }

    @Test
    void whatIsReadAgainIsNotWhatWasReadBefore() {
        users.get(seen);
        entityManager
                .createNativeQuery("update users set name = 'Ann Jones' where id = ?")
                .setParameter(1, seen.id())
                .executeUpdate();

        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> users.changePassword(seen, PASSWORD));
    }

    private User create(String login, String name) {
        return users.create(new NewUser(login, name, "", PASSWORD));
    }
}
