package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.BusinessException;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.user.UserEvent.ServiceAccountCreated;
import dev.latchkey.user.UserEvent.ServiceAccountHandedOver;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A group owns a service account, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ServiceAccountServiceTest {

    private static final String PASSWORD = "a password that is long enough";

    private final TestDatabase database;

    private EntityManager entityManager;
    private Services administrator;
    private Services member;
    private Services stranger;

    ServiceAccountServiceTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void aGroupWithAMember() {
        entityManager = database.begin();
        administrator = calledBy("admin", Role.USER, Role.ADMINISTRATOR);
        member = calledBy("ann", Role.USER);
        stranger = calledBy("bob", Role.USER);
        for (var login : List.of("ann", "bob")) {
            users().create(new NewUser(login, login, login + "@example.org", PASSWORD));
        }
        for (var group : List.of("release", "platform")) {
            groups().create(new GroupDetails(group, "", null));
        }
        groups().addMember("release", "ann");
    }

    private Services calledBy(String login, String... roles) {
        var clock = Clock.fixed(Instant.parse("2028-02-29T12:34:56Z"), ZoneOffset.UTC);
        return new Services(entityManager, clock, login, roles);
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    private UserService users() {
        return administrator.get(UserService.class);
    }

    private GroupService groups() {
        return administrator.get(GroupService.class);
    }

    private static ServiceAccountService accounts(Services caller) {
        return caller.get(ServiceAccountService.class);
    }

    private static User create(Services caller, String login, String group) {
        return accounts(caller).create(new NewServiceAccount(login, "Robot", group));
    }

    private static List<String> seenBy(Services caller) {
        return caller.get(UserList.class).serviceAccounts(new ServiceAccountQuery("", true, 0, 10)).items().stream()
                .map(User::login)
                .toList();
    }

    private static void refused(Class<? extends Exception> type, ThrowingCallable call, String words) {
        assertThatExceptionOfType(type).isThrownBy(call).satisfies(told -> assertThat(
                        ((BusinessException) told).in(Locale.ENGLISH))
                .contains(words));
    }

    @Test
    void whoNamesNoGroupIsAskedForOne() {
        create(member, "robot", "release");
        var nameless = new ServiceAccountUpdate(null, " ", null);

        for (var caller : List.of(member, stranger, administrator)) {
            assertThatExceptionOfType(InvalidException.class)
                    .isThrownBy(() -> create(caller, "crane", " "))
                    .satisfies(refused -> assertThat(refused.field()).isEqualTo("group"));
        }
        refused(InvalidException.class, () -> accounts(member).update("robot", nameless), "Name the group");
    }

    @Test
    void membersAndAdministratorsManageItAndNobodyElse() {
        var robot = create(member, "robot", "release");
        create(administrator, "crane", "platform");

        assertThat(robot.isServiceAccount()).isTrue();
        assertThat(robot.groupNames()).containsExactly(Group.USERS);
        assertThat(seenBy(member)).containsExactly("robot");
        assertThat(seenBy(administrator)).containsExactly("crane", "robot");
        assertThat(seenBy(stranger)).isEmpty();

        var update = new ServiceAccountUpdate("Renamed", null, null);
        var words = "Only members of the group that owns";
        refused(ForbiddenException.class, () -> accounts(stranger).update("robot", update), words);
        refused(ForbiddenException.class, () -> accounts(stranger).deactivate("robot"), words);
        refused(ForbiddenException.class, () -> accounts(stranger).deactivate("nobody.here"), words);
        refused(ForbiddenException.class, () -> accounts(stranger).get(SeenUser.of(robot)), words);
        refused(ForbiddenException.class, () -> accounts(member).update("crane", update), words);
        refused(ForbiddenException.class, () -> accounts(member).update("bob", update), words);
        refused(
                InvalidException.class,
                () -> accounts(administrator).update("bob", update),
                "'bob' is a person, not a service account");
        assertThat(accounts(member).update("robot", update).name()).isEqualTo("Renamed");

        groups().removeMember("release", "ann");
        refused(ForbiddenException.class, () -> accounts(member).deactivate("robot"), words);
        assertThat(seenBy(member)).isEmpty();
        assertThat(accounts(administrator).deactivate("robot").isActive()).isFalse();
    }

    @Test
    void itBelongsToAGroupOfItsMaker() {
        for (var group : List.of("platform", "administrators", "no such group")) {
            refused(ForbiddenException.class, () -> create(member, "robot", group), "You do not belong to the group");
        }
        refused(
                InvalidException.class,
                () -> create(member, "robot", Group.USERS),
                "Every user belongs to the group 'users'");
        create(member, "robot", "release");
        refused(
                ForbiddenException.class,
                () -> accounts(member).update("robot", new ServiceAccountUpdate(null, "platform", null)),
                "You do not belong to the group 'platform'");
        assertThat(fired(member)).contains(new ServiceAccountCreated(id("robot"), "release"));
    }

    @Test
    void itOutlivesItsMaker() {
        create(member, "robot", "release");

        users().deactivate("ann", true);

        assertThat(users().get("robot").isActive()).isTrue();
    }

    @Test
    void itHasNoPasswordNoEmailAndNoRole() {
        create(member, "robot", "release");

        refused(
                InvalidException.class,
                () -> users().changePassword("robot", PASSWORD),
                "'robot' is a service account: it has tokens, but no password");
        refused(
                InvalidException.class,
                () -> users().update("robot", new UserUpdate(null, null, "robot@example.org", null)),
                "'robot' is a service account: it has no email");
        refused(
                InvalidException.class,
                () -> groups().addMember(Group.ADMINISTRATORS, "robot"),
                "the members of the group 'administrators' are administrators. Service accounts never are");
        groups().addMember("platform", "robot");
        assertThat(users().get("robot").groupNames()).containsExactly("platform", Group.USERS);
    }

    /** The last word, whatever a rule forgets. */
    @Test
    void theDatabaseRefusesAPassword() {
        create(member, "robot", "release");

        assertThatThrownBy(() -> entityManager
                        .createNativeQuery("update users set password_hash = 'x' where login = 'robot'")
                        .executeUpdate())
                .isInstanceOf(PersistenceException.class)
                .satisfies(told -> assertThat(told.getMessage()).containsIgnoringCase("ck_users_owner_group"));
    }

    @Test
    void itNeverBecomesAPerson() {
        create(member, "robot", "release");
        accounts(member).deactivate("robot");
        var person = new NewUser("Robot", "Robert", "", PASSWORD);

        refused(InvalidException.class, () -> users().create(person), "'robot' is a deactivated service account");
        refused(
                InvalidException.class,
                () -> users().reactivate(SeenUser.of(users().get("robot")), person),
                "'robot' is a deactivated service account");
        refused(ForbiddenException.class, () -> create(stranger, "robot", "release"), "Only members of the group");

        var back = create(member, "ROBOT", "release");
        assertThat(back.isActive()).isTrue();
        assertThat(back.isServiceAccount()).isTrue();
        refused(InvalidException.class, () -> create(member, "robot", "release"), "already exists");
        users().deactivate("bob", false);
        refused(InvalidException.class, () -> create(administrator, "bob", "release"), "already exists");
    }

    @Test
    void anImportDoesNotChangeIt() {
        create(member, "robot", "release");

        var line = new ProvisionedUser("robot", "Robert", "robert@example.org", List.of(Group.ADMINISTRATORS));

        assertThat(administrator.get(UserProvisioning.class).preview(List.of(line)))
                .singleElement()
                .satisfies(result -> assertThat(result.faults())
                        .extracting(fault -> fault.in(Locale.ENGLISH))
                        .containsExactly("'robot' is a service account, which an import does not change."));
    }

    @Test
    void whoeverDeletesItsGroupNamesANewOwner() {
        var robot = create(member, "robot", "release");
        create(member, "crane", "release");
        accounts(member).deactivate("crane");

        for (var missing : new String[] {null, " "}) {
            refused(
                    InvalidException.class,
                    () -> groups().deleteInPart("release", missing),
                    "The group 'release' owns 2 service accounts. Name the group that is to own them.");
        }
        refused(
                InvalidException.class,
                () -> groups().deleteInPart("release", "release"),
                "Another group than 'release' must own its service accounts");
        refused(InvalidException.class, () -> groups().deleteInPart("release", "users"), "Every user belongs");
        assertThat(groups().countAccounts(SeenGroup.of(groups().get("release"))))
                .isEqualTo(2);

        assertThat(groups().deleteInPart("release", "platform")).isFalse();
        assertThat(groups().deleteInPart("release", "platform")).isTrue();

        assertThat(users().get("robot").ownerName()).isEqualTo("platform");
        assertThat(users().get("crane").ownerName()).isEqualTo("platform");
        assertThat(fired(administrator)).contains(new ServiceAccountHandedOver(robot.id(), "release", "platform"));
        assertThat(groups().deleteInPart("platform", "administrators")).isFalse();
        assertThat(groups().deleteInPart("platform", null)).isTrue();
    }

    @Test
    void theNewOwnerOfAllOfThemOwnsNoMoreThanItMay() {
        create(member, "robot", "release");
        create(member, "crane", "release");
        var ten = "(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";
        entityManager
                .createNativeQuery("insert into users (id, version, login, name, search_text, active,"
                        + " must_change_password, created_at, owner_group_id)"
                        + " select 1000000 + a.n + 10 * b.n + 100 * c.n, 1, 'r' || a.n || b.n || c.n, 'Robot', 'text',"
                        + " true, false, current_timestamp, g.id from " + ten + " a (n), " + ten + " b (n), " + ten
                        + " c (n), user_group g where g.name = 'platform' and a.n + 10 * b.n + 100 * c.n < 999")
                .executeUpdate();

        refused(
                ConflictException.class,
                () -> groups().deleteInPart("release", "platform"),
                "The group 'platform' can own at most 1,000 service accounts");
        assertThat(users().get("robot").ownerName()).isEqualTo("release");
    }

    /** Whoever manages it generates tokens for it, which outlive that of the call. */
    @Test
    void aTokenLetsNobodyElseManageItUnlessThePolicyAllowsIt() {
        create(member, "robot", "release");
        accounts(member).deactivate(SeenUser.of(create(member, "crane", "release")));
        groups().addMember("platform", "ann");
        var byToken = calledBy("admin", Role.USER, Role.ADMINISTRATOR).byTokenWithout(CredentialAct.CHANGE_ROLE);
        var membersToken = calledBy("ann", Role.USER).byTokenWithout(CredentialAct.CHANGE_ROLE);
        var toPlatform = new ServiceAccountUpdate(null, "platform", null);

        for (ThrowingCallable act : List.<ThrowingCallable>of(
                () -> byToken.get(GroupService.class).addMember("release", "bob"),
                () -> byToken.get(GroupService.class).deleteInPart("release", "platform"),
                () -> accounts(byToken).update("robot", toPlatform),
                () -> accounts(membersToken).update("robot", toPlatform),
                () -> create(membersToken, "crane", "platform"))) {
            refused(ForbiddenException.class, act, "let others manage service accounts");
        }

        accounts(membersToken).update("robot", new ServiceAccountUpdate("Renamed", "release", null));
        byToken.get(GroupService.class).addMember("platform", "bob");
        byToken.get(GroupService.class).removeMember("release", "ann");
    }

    @Test
    void aPageActsOnWhatItShowed() {
        var seen = SeenUser.of(create(member, "robot", "release"));
        accounts(member).update("robot", new ServiceAccountUpdate("Renamed", null, null));

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> accounts(member).deactivate(seen));
        accounts(member).deactivate(accounts(member).get(seen).isActive() ? SeenUser.of(users().get("robot")) : seen);
        assertThat(users().get("robot").isActive()).isFalse();
    }

    private long id(String login) {
        return users().get(login).id();
    }

    private static Stream<DomainEvent> fired(Services services) {
        return services.fired().stream();
    }
}
