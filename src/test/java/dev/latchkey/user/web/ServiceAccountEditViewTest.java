package dev.latchkey.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.user.GroupDetails;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.NewServiceAccount;
import dev.latchkey.user.Role;
import dev.latchkey.user.ServiceAccountService;
import dev.latchkey.user.ServiceAccountUpdate;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dialog stays open while somebody else hands the service account over. */
class ServiceAccountEditViewTest {

    private final ServiceAccountEditView view = new ServiceAccountEditView();

    private EntityManager entityManager;

    @BeforeEach
    void theDialogShowsOne() {
        entityManager = TestDatabase.H2.begin();
        var services = new Services(entityManager, Clock.systemUTC(), "admin", Role.USER, Role.ADMINISTRATOR);
        for (var group : List.of("release", "platform", "third")) {
            services.get(GroupService.class).create(new GroupDetails(group, "", null));
        }
        view.accounts = services.get(ServiceAccountService.class);
        view.show(view.accounts.create(new NewServiceAccount("robot", "Robot", "release")));
        view.accounts.update("robot", new ServiceAccountUpdate(null, "platform", null));
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void whoOnlyRenamesItUndoesNoHandover() {
        view.setName("Renamed");

        assertThat(view.accounts.update("robot", view.update())).satisfies(account -> {
            assertThat(account.name()).isEqualTo("Renamed");
            assertThat(account.ownerName()).isEqualTo("platform");
        });
    }

    @Test
    void whoChoosesAnotherOwnerHandsItOver() {
        view.setGroup("third");

        assertThat(view.accounts.update("robot", view.update()).ownerName()).isEqualTo("third");
    }
}
