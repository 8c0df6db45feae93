package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Mails on their way, as an administrator sees them. */
final class Notices {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Notices() {}

    /** Returns once the mail server has taken all there were: a test that stops it earlier has them sent again. */
    static void awaitSent(LatchkeyServer server) {
        await(() -> pending(server.admin()).isEmpty());
    }

    /** Returns once the server knows that the mail server has all there were for this owner. */
    static void awaitSent(LatchkeyServer server, String login) {
        await(() -> pending(server.admin()).stream()
                .noneMatch(notice -> notice.getString("login").equals(login)));
    }

    /**
     * Returns once this attempt to send the owner's only mail has failed, and it is settled when the next one is. The number
     * of attempts alone does not tell: it grows when an attempt begins.
     */
    static void awaitFailure(LatchkeyServer server, String login, int attempt) {
        await(() -> pending(server.admin()).stream()
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

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }
}
