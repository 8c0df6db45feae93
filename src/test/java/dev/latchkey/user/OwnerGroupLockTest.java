package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.ForbiddenException;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two transactions hand over service accounts at the same time, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OwnerGroupLockTest {

    private final TestDatabase database;

    private EntityManager first;
    private EntityManager second;

    OwnerGroupLockTest(TestDatabase database) {
        this.database = database;
    }

    /** The group "a" comes before "b" by its id, and ann is a member of "b", which owns the robot. */
    @BeforeEach
    void aRobotOfAGroup() {
        database.commit("insert into user_group (id, version, name, search_text)"
                + " values (1000001, 1, 'a', 'a'), (1000002, 1, 'b', 'b')");
        database.commit("insert into users (id, version, login, name, search_text, active,"
                + " must_change_password, created_at, owner_group_id)"
                + " values (1, 1, 'ann', 'Ann', 'text', true, false, current_timestamp, null),"
                + " (2, 1, 'robot', 'Robot', 'text', true, false, current_timestamp, 1000002)");
        database.commit("insert into user_group_member (user_id, group_id) values (1, 1000002)");
        first = database.begin();
        second = database.begin();
    }

    @AfterEach
    void nothingIsLeft() {
        TestDatabase.rollBack(first);
        TestDatabase.rollBack(second);
        database.commit("delete from user_group_member");
        database.commit("delete from users");
        database.commit("delete from user_group where id > 2");
    }

    static Stream<Consumer<Services>> acts() {
        var robot = new SeenUser(2, "robot", "Robot", null, true, true);
        return Stream.of(
                ann -> ann.get(UserDirectory.class).lock("robot"),
                ann -> ann.get(UserDirectory.class).lock(robot),
                ann -> ann.get(ServiceAccountService.class).deactivate("robot"),
                ann -> ann.get(ServiceAccountService.class).deactivate(robot));
    }

    @ParameterizedTest
    @MethodSource("acts")
    void whoWaitsForAHandoverManagesItNoLonger(Consumer<Services> act) {
        first.createNativeQuery("update users set owner_group_id = 1000001 where id = 2")
                .executeUpdate();
        var waiting = CompletableFuture.runAsync(() -> act.accept(calledBy("ann", Role.USER)));
        database.awaitLock(waiting);
        assertThat(waiting).isNotDone();
        first.getTransaction().commit();

        assertThatThrownBy(waiting::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ForbiddenException.class);
    }

    /** A deletion of "a" in favour of "b" locks them in this order. */
    @Test
    void deletionsThatNameEachOtherLockInTheSameOrder() {
        var groups = new GroupRepository();
        groups.entityManager = first;
        groups.lock("a");
        var waiting = CompletableFuture.supplyAsync(() -> calledBy("admin", Role.USER, Role.ADMINISTRATOR)
                .get(GroupService.class)
                .deleteInPart("b", "a"));
        database.awaitLock(waiting);
        assertThat(waiting).isNotDone();

        assertThat(groups.lock("b")).isPresent();

        first.getTransaction().commit();
        assertThat(waiting.join()).isFalse();
    }

    private Services calledBy(String login, String... roles) {
        return new Services(second, Clock.systemUTC(), login, roles);
    }
}
