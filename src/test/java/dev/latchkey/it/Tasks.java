package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.function.Predicate;

/** Background tasks as a client follows them. */
final class Tasks {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Tasks() {}

    /** Revokes every token of the user, and waits for it: the task revokes some later, and no other may run beside it. */
    static void revokeAll(Api admin, String login) {
        var started = admin.post("api/user_tokens/bulk_revoke", "login", login);
        assertThat(started.status()).as(started.text()).isEqualTo(200);
        ended(admin, started.json().getString("taskId"));
    }

    /** Waits until the task has ended, and returns it. */
    static JsonObject ended(Api admin, String id) {
        return when(admin, id, task -> !task.getString("state").equals("RUNNING"));
    }

    /** Waits until the task meets the condition, and returns it. */
    static JsonObject when(Api admin, String id, Predicate<JsonObject> like) {
        return Await.value(
                PATIENCE,
                () -> admin.get("api/background_tasks/show", "id", id).json().getJsonObject("task"),
                like);
    }
}
