package dev.latchkey.it;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server on PostgreSQL that sends its mail through a real mail server, for the tests of a class. Each test begins with an
 * empty mailbox, after all mail of the tests before has arrived.
 */
final class MailingServer implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private final MailServer mail = new MailServer();
    private final Postgres database = new Postgres();
    private final Map<String, String> settings;
    private @Nullable LatchkeyServer server;

    /** @param settings beside those of the database and the mail server, which they override */
    MailingServer(Map<String, String> settings) {
        this.settings = settings;
    }

    @Override
    public void beforeAll(ExtensionContext tests) {
        var environment = new HashMap<>(database.environment());
        environment.putAll(mail.environment());
        environment.putAll(settings);
        server = LatchkeyServer.start(environment);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        mail.resume();
        Notices.awaitSent(server());
        mail.start();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        server().close();
        mail.stop();
    }

    LatchkeyServer server() {
        return Objects.requireNonNull(server, "not started");
    }

    MailServer mail() {
        return mail;
    }

    Postgres database() {
        return database;
    }

    /** Creates a user who has chosen this password. */
    void addUser(String login, String email, String password) {
        server().createUser(login, login, password);
        server().admin().post("api/users/update", "login", login, "email", email);
    }
}
