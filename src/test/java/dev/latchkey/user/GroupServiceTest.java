package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.user.MembershipQuery.Selection;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A page acts on a group that changed after the page showed it, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class GroupServiceTest {

    private static final String PASSWORD = "a password that is long enough";

    private final TestDatabase database;

    private EntityManager entityManager;
    private UserService users;
    private GroupService groups;
    private SeenUser ann;
    private SeenGroup ops;

    GroupServiceTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void oneTabShowsAnnAndAGroup() {
        entityManager = database.begin();
        var services = new Services(
                entityManager,
                Clock.fixed(Instant.parse("2028-02-29T12:34:56Z"), ZoneOffset.UTC),
                "admin",
                Role.USER,
                Role.ADMINISTRATOR);
        users = services.get(UserService.class);
        groups = services.get(GroupService.class);
        ann = SeenUser.of(users.create(new NewUser("ann", "Ann Smith", "", PASSWORD)));
        ops = SeenGroup.of(groups.create(new GroupDetails("ops", "Who runs the servers", null)));
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void whoGotTheLoginSinceIsNotMadeAnAdministrator() {
        var administrators = SeenGroup.of(groups.get(Group.ADMINISTRATORS));
        users.update("ann", new UserUpdate("ann.old", null, null, null));
        users.create(new NewUser("ann", "Ann Jones", "", PASSWORD));

        refused(
                () -> groups.addMember(administrators, ann),
                "The user now has the login 'ann.old', the name 'Ann Smith'");

        assertThat(users.get("ann").groupNames()).containsExactly(Group.USERS);
        assertThat(users.get("ann.old").groupNames()).containsExactly(Group.USERS);
    }

    @Test
    void aGroupWithTheFormerNameIsAnotherGroup() {
        groups.addMember("ops", "ann");
        groups.update("ops", new GroupDetails("ops.old", null, null));
        groups.create(new GroupDetails("ops", "Who runs the servers", null));
        groups.addMember("ops", "ann");

        refused(() -> groups.addMember(ops, ann), "It now has the name 'ops.old'");
        refused(() -> groups.removeMember(ops, ann), "It now has the name 'ops.old'");
        refused(() -> groups.update(ops, new GroupDetails(null, "mine", null)), "It now has the name 'ops.old'");
        refused(() -> groups.deleteInPart(ops, null), "It now has the name 'ops.old'");

        assertThat(users.get("ann").groupNames()).containsExactly("ops", "ops.old", Group.USERS);
        assertThat(groups.get("ops").description()).isEqualTo("Who runs the servers");
    }

    @Test
    void aGroupThatIsDeletedIsToldAsThat() {
        groups.deleteInPart("ops", null);
        groups.create(new GroupDetails("ops", "Who runs the servers", null));
        entityManager.flush();

        refused(() -> groups.addMember(ops, ann), "The group 'ops' was deleted");
        refused(() -> groups.deleteInPart(ops, null), "The group 'ops' was deleted");
        refused(() -> groups.get(ops), "The group 'ops' was deleted");
        assertThat(groups.get("ops").id()).isNotEqualTo(ops.id());
    }

    @Test
    void changesOfMembersAreNoConflict() {
        users.create(new NewUser("bob", "Bob", "", PASSWORD));
        groups.addMember("ops", "bob");
        groups.addMember("ops", "ann");
        users.changePassword("ann", PASSWORD);

        groups.addMember(ops, ann);
        assertThat(groups.usersOf(ops, new MembershipQuery("", Selection.SELECTED, 0, 10))
                        .total())
                .isEqualTo(2);
        groups.removeMember(ops, ann);
        assertThat(groups.groupsOf(ann, new MembershipQuery("", Selection.SELECTED, 0, 10))
                        .items())
                .extracting(membership -> membership.group().name())
                .containsExactly(Group.USERS);

        groups.update(ops, new GroupDetails("crew", null, null));
        groups.deleteInPart(SeenGroup.of(groups.get("crew")), null);
        entityManager.flush();
        entityManager.clear();
        assertThat(users.get("bob").groupNames()).containsExactly(Group.USERS);
    }

    private static void refused(Runnable decision, String words) {
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(decision::run)
                .satisfies(told -> assertThat(told.in(Locale.ENGLISH)).contains(words));
    }
}
