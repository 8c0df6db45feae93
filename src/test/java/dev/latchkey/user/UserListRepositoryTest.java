package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.user.FoundUsers.Place;
import dev.latchkey.user.FoundUsers.Search;
import dev.latchkey.user.UserQuery.Order;
import dev.latchkey.user.UserQuery.Status;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of users, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UserListRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56.123456Z");

    private final UserRepository users = new UserRepository();
    private final UserListRepository repository = new UserListRepository();
    private final TestDatabase database;

    private EntityManager entityManager;

    UserListRepositoryTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        users.entityManager = entityManager;
        users.connections = TestDatabase.connections(entityManager);
        repository.entityManager = entityManager;
        repository.connections = TestDatabase.connections(entityManager);
        repository.found = new FoundUsers();
    }

    @AfterEach
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    /** PostgreSQL keeps the number, and adds its changes up now and then. */
    @Test
    void knowsTheNumberOfUsersWhateverHappensToThem() {
        for (int i = 0; i < 400; i++) {
            var user = add("user-" + i);
            if (i % 3 == 0) {
                user.deactivate();
                entityManager.flush();
            }
            if (i % 6 == 0) {
                user.reactivate(new NewUser(user.login(), "Name", "", "password"));
            }
        }
        entityManager.flush();
        var removed = users.get("user-1").id();
        entityManager
                .createNativeQuery("delete from user_group_member where user_id = " + removed)
                .executeUpdate();
        entityManager
                .createNativeQuery("delete from users where id = " + removed)
                .executeUpdate();

        assertThat(total(Status.ALL)).isEqualTo(399);
        assertThat(total(Status.DEACTIVATED)).isEqualTo(67);
        assertThat(total(Status.ACTIVE)).isEqualTo(332);
    }

    @Test
    void aPageBehindTheLastOneHasTheTotalOfNoUsers() {
        var behind = repository.search(
                new UserQuery("", Status.DEACTIVATED, null, null, null, Order.LOGIN, true, 50, 50), true);

        assertThat(behind.items()).isEmpty();
        assertThat(behind.total()).isZero();
    }

    private long total(Status status) {
        return repository
                .search(new UserQuery("", status, null, null, null, Order.LOGIN, true, 0, 1), true)
                .total();
    }

    @ParameterizedTest
    @CsvSource({
        "irem, irem",
        "İREM, irem",
        "ırem, irem",
        "STRASSE, carol",
        "Zo\u00EB, zoe",
        "zoe\u0308, zoe",
        "ZOE\u0308, zoe"
    })
    void findsTextInEveryLanguage(String text, String login) {
        add("carol", "Carol Straße");
        add("irem", "İrem");
        add("zoe", "Zoe\u0308 Test");

        assertThat(logins(UserQuery.of(text, 0, 10), true)).containsExactly(login);
    }

    @Test
    void keepsTheLongestTextsWhateverTheirFoldedLength() {
        var ann = add("a".repeat(255), "\uFB03".repeat(200), "x".repeat(88) + "\uFB03".repeat(11) + "@");

        assertThat(logins(UserQuery.of("ffi", 0, 10), true)).containsExactly(ann.login());
    }

    @ParameterizedTest
    @CsvSource({
        "ANN.m,     ann.meier",
        "meier,     ann.meier",
        "MÜLLER,    bob",
        "müller,    bob",
        "straße,    carol",
        "50%,       dave",
        "'%',       dave",
        "_,         eve_x",
        "\\,        frank",
        "a\\b,      frank",
        "example.o, ann.meier",
        "nobody,    "
    })
    void findsTextInAnyCaseAndAsItStands(String text, @Nullable String login) {
        somePeople();

        assertThat(logins(UserQuery.of(text, 0, 10), true)).isEqualTo(login == null ? List.of() : List.of(login));
    }

    @ParameterizedTest
    @CsvSource({"ann.m, ann.meier", "MÜLLER, bob", "müller, bob", "Bob, bob", "50%, dave", "example.o, ", "'@', "})
    void findsTextInLoginAndNameOnlyWhereTheEmailIsNotToBeTold(String text, @Nullable String login) {
        somePeople();

        assertThat(logins(UserQuery.of(text, 0, 10), false)).isEqualTo(login == null ? List.of() : List.of(login));
    }

    private void somePeople() {
        add("ann.meier", "Ann", "Ann@Example.org");
        add("bob", "Bob MÜLLER", "");
        add("carol", "Carol Straße", "");
        add("dave", "Dave 50%", "");
        add("eve_x", "Eve", "");
        add("frank", "A\\B", "");
    }

    @Test
    void theEmailOfADeactivatedUserIsNotFoundAnyMore() {
        add("ann", "Ann", "secret@example.org").deactivate();
        entityManager.flush();

        assertThat(logins(query("secret", Status.ALL), true)).isEmpty();
        assertThat(logins(query("ann", Status.ALL), true)).containsExactly("ann");
    }

    @Test
    void filtersByStatus() {
        add("ann");
        add("bob").deactivate();
        entityManager.flush();

        assertThat(logins(query("", Status.ACTIVE), true)).containsExactly("ann");
        assertThat(logins(query("", Status.DEACTIVATED), true)).containsExactly("bob");
        assertThat(logins(query("", Status.ALL), true)).containsExactly("ann", "bob");
    }

    @Test
    void filtersByLastConnectionItsMomentIncluded() {
        connect(add("early"), NOW.minusSeconds(100));
        connect(add("now"), NOW);
        connect(add("late"), NOW.plusSeconds(100));
        add("never");

        assertThat(logins(connected(NOW, null), true)).containsExactly("late", "now");
        assertThat(logins(connected(null, NOW), true)).containsExactly("early", "never", "now");
        assertThat(logins(connected(NOW, NOW), true)).containsExactly("now");
    }

    @Test
    void sortsByLoginAndNameInCodePointOrder() {
        add("b1", "Zoe");
        add("B2", "Ähm");
        add("_1", "zoe");
        add("a1", "Zoe");

        assertThat(logins(sorted(Order.LOGIN, true), true)).containsExactly("B2", "_1", "a1", "b1");
        assertThat(logins(sorted(Order.LOGIN, false), true)).containsExactly("b1", "a1", "_1", "B2");
        assertThat(logins(sorted(Order.NAME, true), true)).containsExactly("a1", "b1", "_1", "B2");
        assertThat(logins(sorted(Order.NAME, false), true)).containsExactly("B2", "_1", "b1", "a1");
    }

    @Test
    void sortsWhoNeverConnectedAsTheLongestAgo() {
        connect(add("early"), NOW.minusSeconds(100));
        connect(add("late"), NOW);
        add("never");

        assertThat(logins(sorted(Order.LAST_CONNECTION, true), true)).containsExactly("never", "early", "late");
        assertThat(logins(sorted(Order.LAST_CONNECTION, false), true)).containsExactly("late", "early", "never");
    }

    @ParameterizedTest
    @EnumSource
    void aBackwardListGoesOnFarDown(Order order) {
        for (int i = 0; i < 1_025; i++) {
            users.addLater(
                    new User(new NewUser("user" + i, "Name " + i % 10, "", "password"), users.group(Group.USERS), NOW));
        }
        entityManager.flush();

        var forward = pages(order, true, 0, 500, 1_000);
        assertThat(forward).hasSize(1_025);
        Collections.reverse(forward);
        assertThat(pages(order, false, 0, 500, 1_000)).isEqualTo(forward);
        assertThat(pages(order, false, 1_000, 1_020, 1_040)).isEqualTo(forward.subList(1_000, 1_025));
        assertThat(pages(order, false, 400, 450, 500, 550, 600)).isEqualTo(forward.subList(400, 650));
    }

    private List<String> pages(Order order, boolean ascending, int... offsets) {
        var logins = new ArrayList<String>();
        for (var offset : offsets) {
            var limit = offsets[1] - offsets[0];
            var page = repository.search(
                    new UserQuery("", Status.ACTIVE, null, null, null, order, ascending, offset, limit), true);
            assertThat(page.total()).isEqualTo(1_025);
            page.items().forEach(user -> logins.add(user.login()));
        }
        return logins;
    }

    /** PostgreSQL alone counts changes; on H2 nothing is remembered. */
    @Test
    void aPageFarDownFollowsChanges() {
        addMany(2_500);
        assertThat(farDown(1_200)).startsWith("user1200").endsWith("user1249").hasSize(50);
        assertThat(farDown(1_250)).startsWith("user1250").endsWith("user1299").hasSize(50);
        assertThat(farDown(2_480)).startsWith("user2480").endsWith("user2499").hasSize(20);

        add("ann");
        users.get("user1225").deactivate();
        entityManager.flush();
        assertThat(farDown(1_200)).startsWith("user1199").endsWith("user1249").doesNotContain("user1225");
        assertThat(farDown(1_250)).startsWith("user1250").endsWith("user1299").hasSize(50);

        users.get("user2400").rename("USER2400");
        entityManager.flush();
        assertThat(farDown(1_250)).startsWith("user1249").endsWith("user1298").hasSize(50);
    }

    /** Something false can only come from there. */
    @Test
    void usesWhatItRemembersOnPostgresql() {
        addMany(1_100);
        var remembers = database == TestDatabase.POSTGRESQL;
        var changes = remembers
                ? ((Number) entityManager
                                .createNativeQuery("select changes from user_change")
                                .getSingleResult())
                        .longValue()
                : 0;
        var byText = UserQuery.of("user", 0, 10);
        repository.found.remember(new Search(byText, true), changes, 4_711);
        var far = UserQuery.of("", 1_050, 10);
        repository.found.remember(new Search(far, true), new Place(changes, 1_020, "user0500"));

        assertThat(repository.search(byText, true).total()).isEqualTo(remembers ? 4_711 : 1_100);
        assertThat(logins(far, true)).startsWith(remembers ? "user0530" : "user1050");
    }

    private void addMany(int number) {
        for (int i = 0; i < number; i++) {
            users.addLater(new User(
                    new NewUser("user%04d".formatted(i), "Name", "", "password"), users.group(Group.USERS), NOW));
        }
        entityManager.flush();
    }

    private List<String> farDown(int offset) {
        return logins(UserQuery.of("", offset, 50), true);
    }

    @Test
    void tellsWhatAListShows() {
        var ann = add("ann", "Ann", "ann@example.org");
        ann.join(users.group(Group.ADMINISTRATORS));
        connect(ann, NOW);
        entityManager.flush();

        assertThat(repository.search(UserQuery.of("", 0, 10), true).items())
                .containsExactly(new UserSummary(
                        ann.id(),
                        ann.version(),
                        "ann",
                        "Ann",
                        "ann@example.org",
                        true,
                        false,
                        NOW,
                        List.of(Group.ADMINISTRATORS, Group.USERS)));
    }

    @ParameterizedTest
    @CsvSource({"0, 2, a b", "2, 2, c d", "4, 2, e", "6, 2, ''", "0, 5, a b c d e", "0, 500, a b c d e", "5, 5, ''"})
    void everyPageTellsHowManyThereAre(int offset, int limit, String logins) {
        for (var login : List.of("e1", "d1", "c1", "b1", "a1")) {
            add(login);
        }

        var page = repository.search(UserQuery.of("1", offset, limit), true);

        assertThat(page.total()).isEqualTo(5);
        assertThat(page.items().stream().map(UserSummary::login).map(login -> login.substring(0, 1)))
                .containsExactly(logins.isEmpty() ? new String[0] : logins.split(" "));
    }

    @Test
    void remembersHowManyWereFoundUntilThatChanges() {
        add("ann-1");
        var bob = add("bob-1");
        entityManager.flush();
        assertThat(found("1")).isEqualTo(2);
        assertThat(found("1")).isEqualTo(2);

        add("carol-1");
        entityManager.flush();
        assertThat(found("1")).isEqualTo(3);

        bob.rename("bob-2");
        entityManager.flush();
        assertThat(found("1")).isEqualTo(2);

        bob.rename("bob-1");
        bob.deactivate();
        entityManager.flush();
        assertThat(found("1")).isEqualTo(2);
    }

    /** By a page that does not tell it itself. */
    private long found(String text) {
        return repository
                .search(new UserQuery(text, Status.ACTIVE, null, null, null, Order.LOGIN, true, 0, 1), true)
                .total();
    }

    private User add(String login) {
        return add(login, "Name");
    }

    private User add(String login, String name) {
        return add(login, name, "");
    }

    private User add(String login, String name, String email) {
        var user = new User(new NewUser(login, name, email, "password"), users.group(Group.USERS), NOW);
        users.add(user);
        return user;
    }

    private void connect(User user, Instant at) {
        entityManager.flush();
        users.recordConnections(List.of(user.id()), at, at.minus(SignIn.CONNECTION_GRANULARITY));
        entityManager.refresh(user);
    }

    private List<String> logins(UserQuery query, boolean emailToo) {
        return repository.search(query, emailToo).items().stream()
                .map(UserSummary::login)
                .toList();
    }

    private static UserQuery query(String text, Status status) {
        return new UserQuery(text, status, null, null, null, Order.LOGIN, true, 0, 10);
    }

    private static UserQuery connected(@Nullable Instant after, @Nullable Instant before) {
        return new UserQuery("", Status.ACTIVE, null, after, before, Order.LOGIN, true, 0, 10);
    }

    private static UserQuery sorted(Order order, boolean ascending) {
        return new UserQuery("", Status.ACTIVE, null, null, null, order, ascending, 0, 10);
    }
}
