package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.user.MembershipQuery.Selection;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups and their members, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class GroupRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56.123456Z");

    private final GroupRepository repository = new GroupRepository();
    private final UserRepository users = new UserRepository();
    private final TestDatabase database;

    private EntityManager entityManager;

    GroupRepositoryTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        repository.entityManager = entityManager;
        users.entityManager = entityManager;
    }

    @AfterEach
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void findsWhatItKeeps() {
        var id = add("ops", "Who runs the servers").id();
        entityManager.clear();

        assertThat(repository.find("ops")).hasValueSatisfying(found -> {
            assertThat(found.id()).isEqualTo(id);
            assertThat(found.description()).isEqualTo("Who runs the servers");
            assertThat(found.isBuiltIn()).isFalse();
            assertThat(found.gives(Role.ADMINISTRATOR)).isFalse();
        });
        assertThat(repository.find("Ops")).isEmpty();
    }

    @Test
    void twoGroupsAlwaysExist() {
        assertThat(repository.find(Group.USERS)).hasValueSatisfying(found -> {
            assertThat(found.isDefault()).isTrue();
            assertThat(found.isBuiltIn()).isTrue();
        });
        assertThat(repository.find(Group.ADMINISTRATORS)).hasValueSatisfying(found -> {
            assertThat(found.gives(Role.ADMINISTRATOR)).isTrue();
            assertThat(found.isBuiltIn()).isTrue();
        });
    }

    @Test
    void aNameIsFoundHoweverItIsTyped() {
        add("Caf\u00E9 bar", "\uFB03".repeat(200));
        add("\uFB03".repeat(255), "");
        entityManager.clear();

        assertThat(repository.find(" Cafe\u0301 \u00A0bar\n")).isPresent();
        assertThat(repository.lock("Caf\u00E9 bar\t")).isPresent();
        assertThat(repository.findAll(List.of("Cafe\u0301 bar", "other"))).containsOnlyKeys("Caf\u00E9 bar");
    }

    @Test
    void aNameIsUnique() {
        add("ops", "");

        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> add("ops", ""))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("name"))
                .withMessage("group.name.taken");
    }

    @Test
    void aDeletedGroupLeavesItsMembersBehind() {
        var ops = add("ops", "");
        var ann = user("ann");
        ann.join(ops);
        entityManager.flush();

        var bob = user("bob");
        bob.join(ops);
        entityManager.flush();
        var first = repository.memberIds(ops, 1);
        assertThat(first).hasSize(1);
        repository.removeMembers(ops, first);
        var second = repository.memberIds(ops, 10);
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
        repository.removeMembers(ops, second);
        repository.delete(ops);
        entityManager.flush();
        entityManager.clear();

        assertThat(repository.find("ops")).isEmpty();
        assertThat(users.find("ann"))
                .hasValueSatisfying(found -> assertThat(found.groupNames()).containsExactly(Group.USERS));
    }

    @ParameterizedTest
    @CsvSource({
        "'', administrators devs grün ops users",
        "OP, ops",
        "servers, ops",
        "_, ''",
        "%, devs",
        "GRÜN, grün",
        "GRU\u0308N, grün",
        "STRASSE, grün"
    })
    void findsTextInNameAndDescription(String text, String names) {
        add("ops", "Who runs the Servers");
        add("devs", "100 %");
        add("grün", "Straße");

        var found = repository.search(text, 0, 10);

        assertThat(names(found.items())).isEqualTo(words(names));
        assertThat(found.total()).isEqualTo(words(names).size());
    }

    @Test
    void everyPageTellsHowManyThereAre() {
        add("ops", "");
        add("devs", "");

        var page = repository.search("", 1, 2);

        assertThat(names(page.items())).containsExactly("devs", "ops");
        assertThat(page.total()).isEqualTo(4);
    }

    @Test
    void countsActiveMembers() {
        var ops = add("ops", "");
        var devs = add("devs", "");
        user("ann").join(ops);
        user("bob").join(ops);
        user("carol").deactivate();
        entityManager.flush();
        var everybody = users.group(Group.USERS).id();

        assertThat(repository.countMembers(List.of(ops.id(), devs.id(), everybody)))
                .isEqualTo(Map.of(ops.id(), 2L, everybody, 2L));
        assertThat(repository.countMembers(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SELECTED, '', ops users",
        "DESELECTED, '', administrators devs",
        "ALL, '', administrators devs ops users",
        "ALL, S, administrators devs ops users",
        "SELECTED, op, ops",
        "ALL, system, ''",
        "DESELECTED, op, ''"
    })
    void showsGroupsFromAUsersSide(Selection selection, String text, String names) {
        var ann = user("ann");
        ann.join(add("ops", ""));
        add("devs", "");
        entityManager.flush();

        var found = repository.groups(ann, new MembershipQuery(text, selection, 0, 10));

        assertThat(found.items().stream().map(Membership::group).map(Group::name))
                .isEqualTo(words(names));
        assertThat(found.total()).isEqualTo(words(names).size());
        assertThat(found.items()).allSatisfy(membership -> assertThat(membership.selected())
                .isEqualTo(ann.groupNames().contains(membership.group().name())));
    }

    @ParameterizedTest
    @CsvSource({
        "SELECTED, '', ann bob",
        "DESELECTED, '', carol",
        "ALL, '', ann bob carol",
        "ALL, AN, ann",
        "DESELECTED, an, ''"
    })
    void showsActiveUsersFromAGroupsSide(Selection selection, String text, String logins) {
        var ops = add("ops", "");
        user("bob").join(ops);
        user("ann").join(ops);
        user("carol");
        user("dave").deactivate();
        entityManager.flush();

        var found = repository.users(ops, new MembershipQuery(text, selection, 0, 10));

        assertThat(found.items().stream().map(Membership::user).map(User::login))
                .isEqualTo(words(logins));
        assertThat(found.total()).isEqualTo(words(logins).size());
        assertThat(found.items()).allSatisfy(membership -> assertThat(membership.selected())
                .isEqualTo(!membership.user().login().equals("carol")));
    }

    private Group add(String name, String description) {
        var group = new Group(name, description);
        repository.add(group);
        return group;
    }

    private User user(String login) {
        var user = new User(new NewUser(login, "Name", "", "password"), users.group(Group.USERS), NOW);
        users.add(user);
        return user;
    }

    private static List<String> names(List<Group> groups) {
        return groups.stream().map(Group::name).toList();
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
