package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.CredentialAct;
import dev.latchkey.user.ProvisioningResult.Outcome;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Users whom a file describes and who changed between its preview and its import, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UserProvisioningTest {

    private static final String PASSWORD = "a password that is long enough";

    private final TestDatabase database;

    private EntityManager entityManager;
    private UserService users;
    private GroupService groups;
    private UserProvisioning provisioning;

    UserProvisioningTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        var services = services();
        users = services.get(UserService.class);
        groups = services.get(GroupService.class);
        provisioning = services.get(UserProvisioning.class);
        users.create(new NewUser("admin", "Administrator", "", PASSWORD));
        groups.addMember(Group.ADMINISTRATORS, "admin");
        users.create(new NewUser("ann", "Ann Smith", "", PASSWORD));
        settle();
    }

    private Services services() {
        return new Services(
                entityManager,
                Clock.fixed(Instant.parse("2028-02-29T12:34:56Z"), ZoneOffset.UTC),
                "admin",
                Role.USER,
                Role.ADMINISTRATOR);
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void tellsWhomALineIsAboutAndWhoBecomesAnAdministrator() {
        var told = provisioning.preview(List.of(
                wanted("ann", Group.ADMINISTRATORS),
                wanted("bob", Group.ADMINISTRATORS),
                wanted("admin", Group.ADMINISTRATORS),
                wanted("eve", Group.USERS),
                wanted("x", Group.ADMINISTRATORS)));

        assertThat(told).extracting(ProvisioningResult::administrator).containsExactly(true, true, false, false, false);
        assertThat(told)
                .extracting(ProvisioningResult::userId)
                .containsExactly(users.get("ann").id(), null, users.get("admin").id(), null, null);
        assertThat(told)
                .extracting(ProvisioningResult::outcome)
                .containsExactly(Outcome.UPDATE, Outcome.CREATE, Outcome.UPDATE, Outcome.CREATE, Outcome.FAULT);
    }

    /** A link with which the user chooses a password may go to the new address. */
    @Test
    void aTokenThatMaySetNoPasswordsChangesNoEmail() {
        var byToken = new Services(
                        entityManager,
                        Clock.fixed(Instant.parse("2028-02-29T12:34:56Z"), ZoneOffset.UTC),
                        "admin",
                        Role.USER,
                        Role.ADMINISTRATOR)
                .byTokenWithout(CredentialAct.SET_PASSWORD)
                .get(UserProvisioning.class);

        assertThat(byToken.preview(List.of(
                        new ProvisionedUser("ann", null, "thief@example.org", List.of()),
                        new ProvisionedUser("bob", "Bob", "bob@example.org", List.of()))))
                .extracting(ProvisioningResult::outcome)
                .containsExactly(Outcome.FAULT, Outcome.CREATE);
    }

    @Test
    void doesWhatItTold() {
        var file = List.of(wanted("ann", Group.ADMINISTRATORS), wanted("bob", Group.USERS));

        assertThat(apply(file, provisioning.preview(file)))
                .extracting(ProvisioningResult::outcome)
                .containsExactly(Outcome.UPDATE, Outcome.CREATE);

        assertThat(users.get("ann").roles()).contains(Role.ADMINISTRATOR);
        assertThat(users.get("bob").name()).isEqualTo("Somebody");
    }

    @Test
    void whoGotTheLoginSinceIsLeftAlone() {
        var file = List.of(wanted("ann", Group.USERS), wanted("bob", Group.USERS));
        var told = provisioning.preview(file);
        users.update("ann", new UserUpdate("ann.old", null, null, null));
        users.create(new NewUser("ann", "Ann Jones", "", PASSWORD));
        users.create(new NewUser("bob", "Bob", "", PASSWORD));
        settle();

        assertThat(apply(file, told)).allSatisfy(provision -> {
            assertThat(provision.outcome()).isEqualTo(Outcome.FAULT);
            assertThat(provision.faults().get(0).in(Locale.ENGLISH)).contains("has passed to another user");
        });

        assertThat(users.get("ann").name()).isEqualTo("Ann Jones");
        assertThat(users.get("ann.old").name()).isEqualTo("Ann Smith");
        assertThat(users.get("bob").name()).isEqualTo("Bob");
    }

    @Test
    void whoLostTheRightsSinceDoesNotGetThemBack() {
        groups.addMember(Group.ADMINISTRATORS, "ann");
        settle();
        var file = List.of(wanted("ann", Group.ADMINISTRATORS));
        var told = provisioning.preview(file);
        groups.removeMember(Group.ADMINISTRATORS, "ann");
        settle();

        var applied = apply(file, told).get(0);

        assertThat(applied.outcome()).isEqualTo(Outcome.FAULT);
        assertThat(applied.faults().get(0).in(Locale.ENGLISH)).contains("would become an administrator");
        assertThat(users.get("ann").roles()).containsExactly(Role.USER);
    }

    @Test
    void aTokenThatMayNotChangeRolesAddsNobodyWhoWouldManageServiceAccounts() {
        groups.create(new GroupDetails("release", "", null));
        groups.create(new GroupDetails("readers", "", null));
        groups.addMember("release", "ann");
        var services = services();
        services.get(ServiceAccountService.class).create(new NewServiceAccount("robot", "Robot", "release"));
        settle();
        var file = List.of(
                wanted("ann", "release"),
                wanted("bob", "release"),
                wanted("bob", "readers"),
                wanted("admin", "release"));

        assertThat(byTokenWithoutChangeOfRoles().preview(file))
                .extracting(ProvisioningResult::outcome)
                .containsExactly(Outcome.UPDATE, Outcome.FAULT, Outcome.CREATE, Outcome.FAULT);
        assertThat(provisioning.preview(file))
                .extracting(ProvisioningResult::outcome)
                .containsExactly(Outcome.UPDATE, Outcome.CREATE, Outcome.CREATE, Outcome.UPDATE);
    }

    private UserProvisioning byTokenWithoutChangeOfRoles() {
        return services().byTokenWithout(CredentialAct.CHANGE_ROLE).get(UserProvisioning.class);
    }

    @Test
    void namesMoreGroupsThanAStatementHasParameters() {
        var file = IntStream.range(0, 70)
                .mapToObj(line -> new ProvisionedUser(
                        "user" + line,
                        "Somebody",
                        null,
                        IntStream.range(0, 1000)
                                .mapToObj(group -> "group " + line + " " + group)
                                .toList()))
                .toList();

        assertThat(provisioning.preview(file))
                .allSatisfy(told -> assertThat(told.outcome()).isEqualTo(Outcome.FAULT));
    }

    private List<ProvisioningResult> apply(List<ProvisionedUser> file, List<ProvisioningResult> told) {
        var applied = provisioning.apply(file, told);
        settle();
        return applied;
    }

    private static ProvisionedUser wanted(String login, String group) {
        return new ProvisionedUser(login, "Somebody", null, List.of(group));
    }

    /** Flushes and detaches all entities, as between two transactions. */
    private void settle() {
        entityManager.flush();
        entityManager.clear();
    }
}
