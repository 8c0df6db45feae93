package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.audit.AuditLog;
import dev.latchkey.audit.AuditQuery;
import dev.latchkey.platform.FileFormat;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.BackgroundTaskService;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenHistory;
import dev.latchkey.token.TokenService;
import dev.latchkey.token.TokenStatus;
import dev.latchkey.token.TokenSummary;
import dev.latchkey.token.TokenType;
import dev.latchkey.user.Group;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import dev.latchkey.user.UserEvent.UserDeactivated;
import dev.latchkey.user.UserService;
import jakarta.annotation.Priority;
import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import jakarta.validation.ConstraintViolationException;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The container checks roles and input of the services of the built WAR, and runs each change in a transaction. */
@ExtendWith(ArquillianExtension.class)
class InContainerIT {

    private static final Caller ADMIN = new Caller("admin", Set.of(Role.USER, Role.ADMINISTRATOR));

    @Inject
    UserService users;

    @Inject
    TokenService tokens;

    @Inject
    TokenHistory history;

    @Inject
    AuditLog auditLog;

    @Inject
    GroupService groups;

    @Inject
    BackgroundTaskService tasks;

    @Inject
    CurrentOrigin origin;

    @Inject
    CountingWork counting;

    @Inject
    UserTransaction transaction;

    @Inject
    Obstacle obstacle;

    private String login = "";

    @Deployment
    static WebArchive war() throws IOException {
        var war = ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/latchkey.war"));
        return war.setWebXML(new StringAsset(openToArquillian(war)))
                .addClasses(InContainerIT.class, Caller.class, CountingWork.class, DoomedWork.class)
                .addAsLibrary(new File(Assertions.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()));
    }

    /** The product's web.xml, opened to Arquillian's servlet. */
    private static String openToArquillian(WebArchive war) throws IOException {
        try (var content = war.get("WEB-INF/web.xml").getAsset().openStream()) {
            var webXml = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            return webXml.replace("<deny-uncovered-http-methods/>", """
                    <deny-uncovered-http-methods/>
                    <security-constraint>
                        <web-resource-collection>
                            <web-resource-name>Arquillian</web-resource-name>
                            <url-pattern>/ArquillianServletRunnerEE9</url-pattern>
                        </web-resource-collection>
                    </security-constraint>
                    """);
        }
    }

    @BeforeEach
    void anotherUserForEveryTest() {
        counting.reset();
        login = "user-" + UUID.randomUUID();
    }

    @Test
    void nobodyButAnAdministratorCreatesUsers() throws Exception {
        var user = new Caller("somebody", Set.of(Role.USER));

        assertThatThrownBy(() -> users.create(newUser(login)))
                .isInstanceOfAny(EJBAccessException.class, AccessLocalException.class);
        assertThatThrownBy(() -> user.calls(() -> users.create(newUser(login))))
                .isInstanceOfAny(EJBAccessException.class, AccessLocalException.class);

        assertThat(ADMIN.calls(() -> users.create(newUser(login))).isActive()).isTrue();
    }

    @Test
    void badInputArrivesAsItIs() {
        assertThatThrownBy(() -> ADMIN.calls(() -> users.create(newUser("no spaces, please"))))
                .isInstanceOf(ConstraintViolationException.class);
    }

    @Test
    void deactivationRevokesTokensInItsOwnTransaction() throws Exception {
        createWithToken();

        transaction.begin();
        deactivate();
        assertThat(namesOf(TokenStatus.LIVE)).isEmpty();
        transaction.rollback();
        assertThat(namesOf(TokenStatus.LIVE)).containsExactly("deployment");

        assertThat(deactivate().isActive()).isFalse();
        assertThat(namesOf(TokenStatus.LIVE)).isEmpty();
        assertThat(namesOf(TokenStatus.ENDED)).containsExactly("deployment");
        assertThat(actions())
                .containsExactlyInAnyOrder("USER_CREATED", "TOKEN_GENERATED", "USER_DEACTIVATED", "TOKEN_REVOKED");
    }

    @Test
    void aDeactivationThatFailsHalfwayLeavesNothingBehind() throws Exception {
        createWithToken();

        obstacle.put(ADMIN.calls(() -> users.get(login)).id());

        assertThatThrownBy(this::deactivate)
                .isInstanceOf(EJBException.class)
                .rootCause()
                .hasMessage(Obstacle.MESSAGE);
        assertThat(namesOf(TokenStatus.LIVE)).containsExactly("deployment");
        assertThat(actions()).containsExactlyInAnyOrder("USER_CREATED", "TOKEN_GENERATED");
        assertThat(new Caller(login, Set.of(Role.USER)).calls(users::current).isActive())
                .isTrue();
    }

    @Test
    void aTaskIsDoneBatchByBatchInTheNameOfWhoStartedIt() throws Exception {
        createAdministrator();
        var task = startTask();
        counting.letThrough(3);

        var done = awaitEnd(task);
        assertThat(done.state()).isEqualTo(BackgroundTask.State.DONE);
        assertThat(done.done()).isEqualTo(3);
        assertThat(entriesBy(login)).containsExactly("BACKGROUND_TASK_ENDED", "BACKGROUND_TASK_STARTED");
    }

    @Test
    void aBatchThatIsCancelledLeavesNothing() throws Exception {
        createAdministrator();
        var task = startTask();
        counting.awaitBatch();
        counting.letThrough(1);
        counting.awaitBatch();

        assertThatThrownBy(this::startTask).isInstanceOf(ConflictException.class);
        ADMIN.calls(() -> tasks.cancel(task.id()));
        counting.letThrough(1);
        counting.awaitRollback();

        var cancelled = awaitEnd(task);
        assertThat(cancelled.state()).isEqualTo(BackgroundTask.State.CANCELLED);
        assertThat(cancelled.done()).isEqualTo(1);
    }

    @Test
    void aTaskEndsWhenWhoStartedItIsNoAdministratorAnyMore() throws Exception {
        createAdministrator();
        var task = startTask();
        counting.awaitBatch();
        deactivate();
        counting.letThrough(1);

        var ended = awaitEnd(task);
        assertThat(ended.state()).isEqualTo(BackgroundTask.State.LAPSED);
        assertThat(ended.done()).isEqualTo(1);
    }

    @Test
    void aTaskEndsWithTheTokenThatStartedIt() throws Exception {
        createAdministrator();
        comeWithToken();
        var task = ADMIN.calls(() -> tasks.start(CountingWork.KIND, "", 3));
        counting.awaitBatch();
        revokeToken();
        counting.letThrough(1);

        var ended = awaitEnd(task);
        assertThat(ended.state()).isEqualTo(BackgroundTask.State.LAPSED);
        assertThat(ended.done()).isEqualTo(1);
    }

    @Test
    void anExportEndsWithTheTokenThatBeganIt() throws Exception {
        createAdministrator();
        comeWithToken();
        var everything = new AuditQuery("", "", "", "", null, null, null, null);
        var untouched = ADMIN.calls(() -> auditLog.export(everything, FileFormat.CSV));
        untouched.write(new StringWriter());

        var slowlyRead = ADMIN.calls(() -> auditLog.export(everything, FileFormat.CSV));
        var reader = new StringWriter() {
            @Override
            public void write(String line, int offset, int length) {
                super.write(line, offset, length);
                try {
                    revokeToken();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        assertThatThrownBy(() -> slowlyRead.write(reader)).isInstanceOf(ForbiddenException.class);
    }

    @Test
    void aBatchThatCannotBeCommittedLeavesNoEntry() throws Exception {
        createAdministrator();
        var task = startTask(DoomedWork.KIND);

        assertThat(awaitEnd(task).state()).isEqualTo(BackgroundTask.State.FAILED);
        assertThat(entriesBy(login)).containsExactly("BACKGROUND_TASK_ENDED", "BACKGROUND_TASK_STARTED");
    }

    private void createAdministrator() throws Exception {
        ADMIN.calls(() -> users.create(newUser(login)));
        ADMIN.calls(() -> {
            groups.addMember(Group.ADMINISTRATORS, login);
            return login;
        });
    }

    private BackgroundTask startTask() throws Exception {
        return startTask(CountingWork.KIND);
    }

    private BackgroundTask startTask(String kind) throws Exception {
        return ADMIN.calls(() -> {
            origin.by(users.get(login).id());
            return tasks.start(kind, "", 3);
        });
    }

    /** Makes the following calls come from a new token of the user. */
    private void comeWithToken() throws Exception {
        var details = new NewToken(login, "ci", TokenType.USER_TOKEN, null, null, null, null);
        var token = ADMIN.calls(() -> tokens.generate(details)).token();
        origin.by(ADMIN.calls(() -> users.get(login)).id(), token.id());
    }

    private void revokeToken() throws Exception {
        ADMIN.calls(() -> {
            tokens.revoke(login, "ci");
            return login;
        });
    }

    private BackgroundTask awaitEnd(BackgroundTask started) throws Exception {
        counting.awaitEnd(started.id());
        return ADMIN.calls(() -> tasks.get(started.id()));
    }

    private List<String> entriesBy(String actor) throws Exception {
        var byActor = new AuditQuery("", actor, "", "", null, null, null, null);
        return ADMIN.calls(() -> auditLog.search(byActor, 0, 500)).items().stream()
                .map(listed -> listed.entry().record().action())
                .toList();
    }

    private void createWithToken() throws Exception {
        ADMIN.calls(() -> users.create(newUser(login)));
        ADMIN.calls(
                () -> tokens.generate(new NewToken(login, "deployment", TokenType.USER_TOKEN, null, null, null, null)));
    }

    private static NewUser newUser(String login) {
        return new NewUser(login, "Somebody", "", "a password that is long enough");
    }

    private User deactivate() throws Exception {
        return ADMIN.calls(() -> {
            origin.by(users.get(ADMIN.login()).id());
            return users.deactivate(login, false);
        });
    }

    private List<String> namesOf(TokenStatus status) throws Exception {
        return ADMIN.calls(() -> history.search(login, status, 0, 50)).tokens().stream()
                .map(TokenSummary::name)
                .toList();
    }

    /** The user's actions in the audit log. */
    private List<String> actions() throws Exception {
        var ofUser = new AuditQuery("", "", login, "", null, null, null, null);
        return ADMIN.calls(() -> auditLog.search(ofUser, 0, 500)).items().stream()
                .map(listed -> listed.entry().record().action())
                .toList();
    }

    /** Fails a deactivation after all other observers have done their part. */
    @ApplicationScoped
    static class Obstacle {

        static final String MESSAGE = "No further";

        private volatile long inTheWayOf;

        void put(long userId) {
            inTheWayOf = userId;
        }

        void stop(@Observes @Priority(Integer.MAX_VALUE) UserDeactivated event) {
            if (event.userId() == inTheWayOf) {
                throw new IllegalStateException(MESSAGE);
            }
        }
    }
}
