package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is left of a user who is anonymized, on PostgreSQL. */
class AnonymizationIT {

    private static final String PASSWORD = "gr0sse-Kartoffel-im-Garten";

    /** An address that no other test calls from. */
    private static final String ADDRESS = "203.0.113.77";

    private static final MailServer MAIL = new MailServer();
    private static final Postgres DATABASE = new Postgres();

    private static LatchkeyServer server;
    private static Api admin;

    @BeforeAll
    static void start() {
        MAIL.start();
        var environment = new HashMap<>(DATABASE.environment());
        environment.putAll(MAIL.environment());
        environment.put("LATCHKEY_TRUSTED_PROXIES", "127.0.0.1");
        server = LatchkeyServer.start(environment);
        admin = server.admin();
    }

    @AfterAll
    static void stop() {
        server.close();
        MAIL.stop();
    }

    /** Only the audit log keeps the address of a caller, as evidence. */
    @Test
    void nothingOfAnAnonymizedUserIsLeftInAnyTable() {
        var trace = "trace-" + UUID.randomUUID();
        admin.post(
                "api/users/create",
                "login",
                trace,
                "name",
                trace,
                "email",
                trace + "@example.org",
                "password",
                PASSWORD);
        admin.post("api/user_groups/add_user", "name", "administrators", "login", trace);
        var caller = server.api().withPassword(trace, PASSWORD);
        sent(server.api(), trace, "api/authentication/login", "login=" + trace + "&password=" + PASSWORD);
        var value = sent(caller, trace, "api/user_tokens/generate", "name=ci&networks=" + ADDRESS)
                .json()
                .getString("token");
        sent(server.api().withBearer(value), trace, "api/user_tokens/bulk_revoke", "dryRun=true&owner=" + trace);
        var task = sent(caller, trace, "api/user_tokens/bulk_revoke", "owner=nobody-like-" + trace)
                .json()
                .getString("taskId");
        Tasks.ended(admin, task);
        importPreview("login,name,email\n" + trace + ",Tracy," + trace + "@example.org\n");
        admin.post("api/user_tokens/generate", "login", trace, "name", "given", "networks", ADDRESS);
        // the server records a use asynchronously
        DATABASE.awaitRow("select count(*) from token_use where agent = '" + trace + "'");
        assertThat(DATABASE.tablesWith(trace))
                .contains("users", "user_session", "token_use", "access_token", "user_import_line");
        assertThat(DATABASE.tablesWith(ADDRESS)).contains("background_task", "audit_entry", "notice");

        admin.post("api/users/deactivate", "login", trace, "anonymize", "true");

        assertThat(DATABASE.tablesWith(trace)).isEmpty();
        assertThat(DATABASE.tablesWith(ADDRESS)).containsExactly("audit_entry");
    }

    private static Api.Answer sent(Api caller, String agent, String path, String form) {
        return caller.send(caller.request(path)
                .header("X-Forwarded-For", ADDRESS)
                .header("User-Agent", agent)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static void importPreview(String csv) {
        admin.send(admin.request("api/users/import?dryRun=true")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv)));
    }
}
