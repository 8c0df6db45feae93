package dev.latchkey.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.Mandate;
import dev.latchkey.shared.Origin;
import dev.latchkey.token.Client;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Persistence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SessionRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56.123456Z");
    private static final Client BROWSER = new Client("192.0.2.7", "Firefox");

    private final SessionRepository repository = new SessionRepository();
    private final TestDatabase database;

    private EntityManager entityManager;

    SessionRepositoryTest(TestDatabase database) {
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
    void findsTheUserOfASession() {
        execute("insert into user_group_member (user_id, group_id) values (1, 1), (1, 2)");
        var id = signIn(1);

        assertThat(live(id, NOW)).hasValueSatisfying(session -> {
            assertThat(session.user().login()).isEqualTo("ann");
            assertThat(session.user().groupNames()).containsExactly("administrators", "users");
            assertThat(session.createdAt()).isEqualTo(NOW);
            assertThat(session.address()).isEqualTo("192.0.2.7");
            assertThat(session.userAgent()).isEqualTo("Firefox");
        });
        assertThat(live(SessionId.random(), NOW)).isEmpty();
    }

    @Test
    void loadsTheGroupsWithTheSession() {
        var id = signIn(1);
        entityManager.flush();
        entityManager.clear();

        var user = live(id, NOW).orElseThrow().user();

        assertThat(Persistence.getPersistenceUtil().isLoaded(user, "groups")).isTrue();
    }

    @Test
    void ofTooManySessionsTheOnesSeenLongestAgoEnd() {
        var first = signIn(1);
        var second = signIn(1);
        var third = signIn(1);
        var other = signIn(2);
        entityManager.flush();
        execute("update user_session set last_seen_at = last_seen_at - interval '1' minute where id = "
                + live(second, NOW).orElseThrow().id());

        assertThat(repository.removeBeyond(1, 2)).isEqualTo(1);
        assertThat(live(second, NOW)).isEmpty();
        assertThat(repository.removeBeyond(1, 2)).isZero();
        assertThat(live(first, NOW)).isPresent();
        assertThat(live(third, NOW)).isPresent();
        assertThat(live(other, NOW)).isPresent();
    }

    @Test
    void aMandateEndsWithTheSessionThatIsEnded() {
        var session = live(signIn(1), NOW).orElseThrow();
        var credential = new CallingSession();
        credential.sessions = repository;
        var caller = new Origin(1L, Origin.Channel.PAGE, null);
        var mandate = new Mandate(caller.bySession(1, session.id()), Role.ADMINISTRATOR);
        assertThat(credential.isGood(mandate)).isTrue();
        assertThat(credential.isGood(new Mandate(caller, Role.ADMINISTRATOR))).isTrue();

        repository.remove(session.id(), 1);
        entityManager.clear();
        assertThat(credential.isGood(mandate)).isFalse();
    }

    @Test
    void cutsWhatABrowserTellsTooLong() {
        var id = SessionId.random();
        repository.add(new Session(id, user(1), NOW, new Client("192.0.2.7", "x".repeat(1000))));

        assertThat(live(id, NOW))
                .hasValueSatisfying(session -> assertThat(session.userAgent()).hasSize(200));
    }

    @Test
    void isOverByTime() {
        var id = signIn(1);

        assertThat(repository.live(id.hash(), NOW.minusMillis(1), NOW.minusMillis(1)))
                .isPresent();
        assertThat(repository.live(id.hash(), NOW, NOW.minusMillis(1))).isEmpty();
        assertThat(repository.live(id.hash(), NOW.minusMillis(1), NOW)).isEmpty();

        repository.removeOver(NOW.minusMillis(1), NOW.minusMillis(1));
        assertThat(live(id, NOW)).isPresent();
        repository.removeOver(NOW.minusMillis(1), NOW);
        assertThat(live(id, NOW)).isEmpty();
    }

    @Test
    void isNoneOfADeactivatedUser() {
        var id = signIn(1);

        execute("update users set active = false where id = 1");

        assertThat(live(id, NOW)).isEmpty();
        assertThat(repository.lock(1, 1)).isEmpty();
    }

    @Test
    void beginsOnlyForTheUserWhosePasswordWasLookedAt() {
        assertThat(repository.lock(1, 1)).isPresent();
        assertThat(repository.lock(1, 2)).isEmpty();
        assertThat(repository.lock(99, 1)).isEmpty();
    }

    @Test
    void writesOnceAMinuteThatItWasSeen() {
        var id = signIn(1);
        var session = live(id, NOW).orElseThrow().id();
        var later = NOW.plusSeconds(60);

        assertThat(repository.recordSeen(session, later, NOW)).isTrue();
        assertThat(repository.recordSeen(session, later, NOW)).isFalse();
        assertThat(repository.live(id.hash(), NOW.minusSeconds(1), later.minusSeconds(1)))
                .isPresent();
    }

    @Test
    void listsAndRemovesThoseOfOneUser() {
        var first = signIn(1);
        var second = signIn(1);
        var bobs = signIn(2);
        var ids = repository.of("ann", NOW.minusSeconds(1), NOW.minusSeconds(1)).stream()
                .map(Session::id)
                .toList();
        assertThat(ids).hasSize(2).isSortedAccordingTo((one, other) -> Long.compare(other, one));

        assertThat(repository.remove(ids.get(0), 2)).isZero();
        assertThat(repository.remove(ids.get(0), 1)).isEqualTo(1);
        assertThat(live(first, NOW)).isPresent();
        assertThat(live(second, NOW)).isEmpty();

        assertThat(repository.removeAllOf(1)).isEqualTo(1);
        assertThat(live(first, NOW)).isEmpty();
        assertThat(live(bobs, NOW)).isPresent();

        repository.remove(bobs.hash());
        assertThat(live(bobs, NOW)).isEmpty();
    }

    private Optional<Session> live(SessionId id, Instant now) {
        entityManager.flush();
        entityManager.clear();
        var before = now.minus(Duration.ofMinutes(5));
        return repository.live(id.hash(), before, before);
    }

    private SessionId signIn(long user) {
        var id = SessionId.random();
        repository.add(new Session(id, user(user), NOW, BROWSER));
        entityManager.flush();
        return id;
    }

    private User user(long id) {
        return entityManager.find(User.class, id);
    }

    private void addUser(long id, String login) {
        execute("insert into users (id, version, login, name, search_text, active, must_change_password, created_at)"
                + " values (" + id + ", 1, '" + login + "', 'Name', 'text', true, false, current_timestamp)");
    }

    private void execute(String sql) {
        entityManager.createNativeQuery(sql).executeUpdate();
    }
}
