package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.Role;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.UserService;
import dev.latchkey.user.UserUpdate;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A page acts on tokens of a user who changed after the page showed them, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TokenServiceTest {

    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");
    private static final String PASSWORD = "a password that is long enough";

    private final TestDatabase database;

    private EntityManager entityManager;
    private UserService users;
    private TokenService tokens;
    private Rotation rotation;
    private TokenHistory history;
    private SeenUser seen;
    private long ci;

    TokenServiceTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void oneTabShowsTheTokensOfAnn() {
        entityManager = database.begin();
        calledBy("admin", Role.USER, Role.ADMINISTRATOR);
        users.create(new NewUser("admin", "Administrator", "", PASSWORD));
        users.create(new NewUser("bob", "Bob", "", PASSWORD));
        seen = SeenUser.of(users.create(new NewUser("ann", "Ann Smith", "", PASSWORD)));
        ci = generate("ann", "ci");
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void whoGotTheLoginSinceGetsAndLosesNoToken() {
        users.update("ann", new UserUpdate("ann.old", null, null, null));
        users.create(new NewUser("ann", "Ann Jones", "", PASSWORD));
        generate("ann", "ci");

        refused(
                () -> tokens.generate(seen, token(null, "deploy")),
                "The user now has the login 'ann.old', the name 'Ann Smith'");
        refused(() -> tokens.revoke(seen, ci), "The user now has the login 'ann.old', the name 'Ann Smith'");
        refused(
                () -> rotation.rotate(seen, ci, Overlap.ofHours(0), Narrowing.NONE),
                "The user now has the login 'ann.old'");

        assertThat(live("ann")).containsExactly("ci");
        assertThat(live("ann.old")).containsExactly("ci");
    }

    @Test
    void whoWasDeactivatedSinceGetsNoToken() {
        users.deactivate("ann", false);

        refused(() -> tokens.generate(seen, token(null, "deploy")), "The user is now deactivated");
    }

    @Test
    void aTokenWithTheFormerNameIsAnotherToken() {
        tokens.revoke("ann", "ci");
        generate("ann", "ci");

        refused(() -> tokens.revoke(seen, ci), "This token was revoked or rotated");
        refused(
                () -> rotation.rotate(seen, ci, Overlap.ofHours(0), Narrowing.NONE),
                "This token was revoked or rotated");

        assertThat(live("ann")).containsExactly("ci");
    }

    @Test
    void aTokenThatWasRotatedSinceIsRevokedWithItsNewValue() {
        rotation.rotate("ann", "ci", Overlap.ofHours(24), Narrowing.NONE);
        entityManager.flush();

        refused(
                () -> rotation.rotate(seen, ci, Overlap.ofHours(0), Narrowing.NONE),
                "This token was revoked or rotated");
        tokens.revoke(seen, ci);

        entityManager.flush();
        assertThat(live("ann")).isEmpty();
    }

    @Test
    void aTokenOfSomebodyElseIsNotOnThisPage() {
        var bobs = generate("bob", "ci");

        refused(() -> tokens.revoke(seen, bobs), "This token was revoked or rotated");

        assertThat(live("bob")).containsExactly("ci");
    }

    @Test
    void unrelatedChangesAreNoConflict() {
        generate("ann", "elsewhere");
        users.changePassword("ann", PASSWORD);
        entityManager.flush();
        entityManager.clear();

        tokens.generate(seen, token(null, "deploy"));
        rotation.rotate(seen, ci, Overlap.ofHours(0), Narrowing.NONE);

        assertThat(live("ann")).containsExactly("ci", "deploy", "elsewhere");
        tokens.revoke(
                seen,
                history.search(seen, TokenStatus.LIVE, 0, 1).tokens().get(0).id());
        assertThat(live("ann")).containsExactly("deploy", "elsewhere");
    }

    @Test
    void whoIsNoAdministratorLearnsNothingOfOthersByTheirId() {
        calledBy("bob", Role.USER);
        var never = new SeenUser(seen.id() + 1_000_000, "nobody", "Nobody", null, true, false);

        for (var other : List.of(seen, never)) {
            assertThatExceptionOfType(ForbiddenException.class)
                    .isThrownBy(() -> tokens.generate(other, token(null, "deploy")));
            assertThatExceptionOfType(ForbiddenException.class).isThrownBy(() -> tokens.revoke(other, ci));
            assertThatExceptionOfType(ForbiddenException.class)
                    .isThrownBy(() -> rotation.rotate(other, ci, Overlap.ofHours(0), Narrowing.NONE));
            assertThatExceptionOfType(ForbiddenException.class)
                    .isThrownBy(() -> history.search(other, TokenStatus.LIVE, 0, 1));
        }
    }

    private void calledBy(String login, String... roles) {
        var services = new Services(entityManager, Clock.fixed(NOW, ZoneOffset.UTC), login, roles);
        users = services.get(UserService.class);
        tokens = services.get(TokenService.class);
        rotation = services.get(Rotation.class);
        history = services.get(TokenHistory.class);
    }

    private long generate(String login, String name) {
        return tokens.generate(token(login, name)).token().id();
    }

    private static NewToken token(@Nullable String login, String name) {
        return new NewToken(login, name, TokenType.USER_TOKEN, null, null, null, null);
    }

    private List<String> live(String login) {
        entityManager.flush();
        return history.search(login, TokenStatus.LIVE, 0, 10).tokens().stream()
                .map(TokenSummary::name)
                .toList();
    }

    private static void refused(Runnable decision, String words) {
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(decision::run)
                .satisfies(told -> assertThat(told.in(Locale.ENGLISH)).contains(words));
    }
}
