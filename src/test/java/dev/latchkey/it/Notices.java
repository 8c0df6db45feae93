package dev.latchkey.it;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Pending notices, as an administrator sees them. */
final class Notices {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Notices() {}

    /** Waits until no notice is pending: the server repeats any that a test interrupts by stopping the mail server. */
    static void awaitSent(LatchkeyServer server) {
        Await.until(PATIENCE, () -> pending(server.admin()).isEmpty());
    }

    /** Waits until no notice for this owner is pending. */
    static void awaitSent(LatchkeyServer server, String login) {
        Await.until(PATIENCE, () -> pending(server.admin()).stream()
                .noneMatch(notice -> notice.getString("login").equals(login)));
    }

    /**
     * Waits until this attempt to send the owner's only mail has failed and the next one is scheduled. Reads the log,
     * because the number of attempts already grows when an attempt begins.
     */
    static void awaitFailure(LatchkeyServer server, String login, int attempt) {
        Await.until(PATIENCE, () -> pending(server.admin()).stream()
                .filter(notice -> notice.getString("login").equals(login))
                .map(notice -> "Notice %s could not be sent at attempt %d:".formatted(notice.getString("id"), attempt))
                .anyMatch(server.log()::contains));
    }

    private static List<JsonObject> pending(Api admin) {
        return admin.get("api/notices/search", "state", "PENDING", "ps", "500")
                .json()
                .getJsonArray("notices")
                .getValuesAs(JsonObject.class);
    }
}
