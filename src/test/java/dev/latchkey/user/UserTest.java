package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The life cycle of a user. */
class UserTest {

    private static final NewUser ANN = new NewUser("ann", "Ann", "ann@example.org", "password");

    private static final Instant LAPSE = Instant.parse("2026-12-01T12:34:56Z");

    private final User user = new User(ANN, new Group(Group.USERS, null), Instant.parse("2026-11-24T12:34:56Z"));

    @Test
    void beginsActiveAndAsOneOfTheUsers() {
        assertThat(user.isActive()).isTrue();
        assertThat(user.groupNames()).containsExactly("users");
        assertThat(user.roles()).containsExactly(Role.USER);
    }

    @Test
    void hasNoEmailWhenNoneIsGiven() {
        var bob = new User(new NewUser("bob", "Bob", " ", "password"), new Group(Group.USERS, null), Instant.EPOCH);

        assertThat(bob.email()).isNull();
    }

    @Test
    void mayDoNothingBeforeAMadePasswordIsChanged() {
        user.givePassword(new FirstPassword("hash", LAPSE, true));
        assertThat(user.mustChangePassword()).isTrue();
        assertThat(user.roles()).isEmpty();
        assertThat(user.rolesInSession()).isEmpty();

        user.changePassword("other");
        assertThat(user.passwordHash()).isEqualTo("other");
        assertThat(user.mustChangePassword()).isFalse();
        assertThat(user.roles()).containsExactly(Role.USER);
        assertThat(user.rolesInSession()).containsExactly(Role.USER);
    }

    @Test
    void mayCallButSeeNoPageBeforeAPasswordOfSomebodyElsesIsChanged() {
        user.givePassword(new FirstPassword("hash", LAPSE, false));

        assertThat(user.mustChangePassword()).isTrue();
        assertThat(user.roles()).containsExactly(Role.USER);
        assertThat(user.rolesInSession()).isEmpty();
    }

    @Test
    void aPasswordOfSomebodyElsesLapses() {
        user.givePassword(new FirstPassword("hash", LAPSE, false));
        user.checkPasswordHasNotLapsed(LAPSE.minusNanos(1));
        assertThatExceptionOfType(LapsedPasswordException.class)
                .isThrownBy(() -> user.checkPasswordHasNotLapsed(LAPSE))
                .satisfies(lapsed -> assertThat(lapsed.in(Locale.ENGLISH)).contains("2026-12-01T12:34:56+0000"));

        user.changePassword("other");
        user.checkPasswordHasNotLapsed(LAPSE);
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

        user.reactivate(new NewUser("ann", "Ann B.", "", "password"));

        assertThat(user.isActive()).isTrue();
        assertThat(user.name()).isEqualTo("Ann B.");
        assertThat(user.email()).isNull();
        assertThat(user.passwordHash()).isNull();
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
