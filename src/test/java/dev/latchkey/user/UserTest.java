package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The life of a user. */
class UserTest {

    private static final NewUser ANN = new NewUser("ann", "Ann", "ann@example.org", "password");

    private final User user =
            new User(ANN, "hash", new Group(Group.USERS, null), Instant.parse("2026-11-24T12:34:56Z"));

    @Test
    void beginsActiveAndAsOneOfTheUsers() {
        assertThat(user.isActive()).isTrue();
        assertThat(user.groupNames()).containsExactly("users");
        assertThat(user.roles()).containsExactly(Role.USER);
    }

    @Test
    void hasNoEmailWhenNoneIsGiven() {
        var bob = new User(
                new NewUser("bob", "Bob", " ", "password"), "hash", new Group(Group.USERS, null), Instant.EPOCH);

        assertThat(bob.email()).isNull();
    }

    @Test
    void mayDoNothingBeforeAMadePasswordIsChanged() {
        user.requirePasswordChange();
        assertThat(user.roles()).isEmpty();

        user.changePassword("other");
        assertThat(user.passwordHash()).isEqualTo("other");
        assertThat(user.mustChangePassword()).isFalse();
        assertThat(user.roles()).containsExactly(Role.USER);
    }

    @Test
    void deactivationTakesAwayWhateverGaveAccess() {
        user.join(new Group("deployers", null));

        user.deactivate();

        assertThat(user.isActive()).isFalse();
        assertThat(user.passwordHash()).isNull();
        assertThat(user.email()).isNull();
        assertThat(user.name()).isEqualTo("Ann");
        assertThat(user.groupNames()).containsExactly("users");
    }

    @Test
    void whoComesBackHasWhatIsGivenNow() {
        user.join(new Group("deployers", null));
        user.deactivate();

        user.reactivate(new NewUser("ann", "Ann B.", "", "password"), "other");

        assertThat(user.isActive()).isTrue();
        assertThat(user.name()).isEqualTo("Ann B.");
        assertThat(user.email()).isNull();
        assertThat(user.passwordHash()).isEqualTo("other");
        assertThat(user.groupNames()).containsExactly("users");
    }

    @Test
    void anUpdateChangesOnlyWhatItNames() {
        assertThat(user.describe(new UserUpdate(null, "Ann B.", null, null))).containsExactly("name");
        assertThat(user.name()).isEqualTo("Ann B.");
        assertThat(user.email()).isEqualTo("ann@example.org");

        assertThat(user.describe(new UserUpdate(null, null, "", null))).containsExactly("email");
        assertThat(user.email()).isNull();

        assertThat(user.describe(new UserUpdate(null, "Ann B.", "", null))).isEmpty();
    }

    @Test
    void anonymizationLeavesNothingThatTellsWhoItWas() {
        user.deactivate();

        user.anonymize("user-1");

        assertThat(user.login()).isEqualTo("user-1");
        assertThat(user.name()).isEqualTo("user-1");
        assertThat(user.email()).isNull();
    }
}
