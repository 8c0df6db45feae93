package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two servers that share nothing but a database, started simultaneously while it is empty. */
@TestMethodOrder(OrderAnnotation.class)
class TwoServersIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";
    private static final int OWNERS = 20;
    private static final int REVOKED = 10_000;
    private static final int DAYS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Postgres DATABASE = new Postgres();
    private static final MailServer MAIL = new MailServer();

    private static LatchkeyServer first;
    private static LatchkeyServer second;
    private static Api admin;
    private static Api adminOfSecond;

    @BeforeAll
    static void start() {
        DATABASE.prefer("serializable");
        MAIL.start();
        var environment = new HashMap<>(DATABASE.environment());
        environment.putAll(MAIL.environment());
        first = LatchkeyServer.launch(environment);
        second = LatchkeyServer.launch(environment);
        first.awaitReady();
        second.awaitReady();
        admin = first.admin();
        adminOfSecond = second.admin();
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        MAIL.close();
    }

    @Test
    void readsCommittedRowsWhateverTheDatabasePrefers() {
        DATABASE.execute("create table seen (isolation text);"
                + " create function see() returns trigger language plpgsql as"
                + " $$ begin insert into seen values (current_setting('transaction_isolation')); return null; end $$;"
                + " create trigger see after insert on access_token execute function see()");

        generate(admin, "admin", "isolated");
        generate(adminOfSecond, "admin", "isolated-too");

        assertThat(DATABASE.texts("select isolation from seen")).containsExactly("read committed", "read committed");
        DATABASE.execute("drop trigger see on access_token");
    }

    @Test
    void whatOneRevokesTheOtherRefusesAtOnce() {
        for (int i = 0; i < 50; i++) {
            var value = generate(admin, "admin", "short-" + i);
            var program = second.api().withBearer(value);
            assertThat(program.get("api/users/current").status()).isEqualTo(200);

            assertThat(admin.post("api/user_tokens/revoke", "name", "short-" + i)
                            .status())
                    .isEqualTo(204);

            assertThat(program.get("api/users/current").status()).isEqualTo(401);
        }
    }

    @Test
    void whatOneDecidesCountsForTheOtherAtOnce() {
        var lifetime = "sonar.auth.token.max.allowed.lifetime";
        admin.post("api/settings/set", "key", lifetime, "value", "30 days");
        assertThat(adminOfSecond
                        .post("api/user_tokens/generate", "name", "never")
                        .status())
                .isEqualTo(400);

        adminOfSecond.post("api/settings/reset", "keys", lifetime);
        assertThat(admin.post("api/user_tokens/generate", "name", "never").status())
                .isEqualTo(200);
    }

    @Test
    void whoSignsInAtOneIsKnownToTheOther() {
        var cookie = first.sessionCookie();

        var anybody = second.api();
        assertThat(anybody.send(anybody.request("api/users/current").header("Cookie", cookie))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoGuessesAtBothHasNoMoreAttemptsThanAtOne() {
        createUser("guessed");
        for (int i = 0; i < 10; i++) {
            var server = i % 2 == 0 ? first : second;
            assertThat(server.api()
                            .withPassword("guessed", "a guess " + i)
                            .get("api/users/current")
                            .status())
                    .isEqualTo(401);
        }

        for (var server : List.of(first, second)) {
            assertThat(server.api()
                            .withPassword("guessed", PASSWORD)
                            .get("api/users/current")
                            .status())
                    .isEqualTo(429);
        }
        assertThat(DATABASE.count("select count(*) from sign_in_attempt")).isBetween(3L, 100L);
    }

    @Test
    void aDailyJobIsDoneByOneOfThem() {
        DATABASE.execute(
                "create table claim (job text); create function note_claim() returns trigger language plpgsql as"
                        + " $$ begin insert into claim values (new.name); return null; end $$;"
                        + " create trigger note_claim after update on daily_job for each row"
                        + " when (new.claimed_until > coalesce(old.claimed_until, '-infinity')) execute function note_claim()");
        for (int i = 1; i <= DAYS; i++) {
            // a new day for both, whose timers fire in the same second
            DATABASE.execute("update daily_job set done_on = null, claimed_until = null");
            Await.until(PATIENCE, () -> DATABASE.count("select count(*) from daily_job where done_on is null") == 0);
        }

        assertThat(DATABASE.texts("select distinct count(*) from claim group by job"))
                .containsExactly(Integer.toString(DAYS));
        DATABASE.execute("drop trigger note_claim on daily_job");
    }

    @Test
    void ofRotationsAtBothExactlyOneSucceeds() throws Exception {
        generate(admin, "admin", "rotated");
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var rotations = new ArrayList<Future<Integer>>();
            for (var caller : new Api[] {admin, adminOfSecond}) {
                Callable<Integer> rotation = () -> {
                    start.await();
                    return caller.post("api/user_tokens/rotate", "name", "rotated", "overlap", "0")
                            .status();
                };
                rotations.add(threads.submit(rotation));
            }
            start.countDown();

            assertThat(rotations).extracting(Future::get).containsExactlyInAnyOrder(200, 409);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void eachMailIsSentOnce() throws Exception {
        for (int i = 0; i < OWNERS; i++) {
            createUser("owner" + i);
            generate(i % 2 == 0 ? admin : adminOfSecond, "owner" + i, "ci");
        }
        for (int i = 0; i < OWNERS; i++) {
            MAIL.arrived(1, "owner" + i + "@example.org");
        }

        createUser("last");
        generate(admin, "last", "ci");

        MAIL.arrived(1, "last@example.org");
        for (int i = 0; i < OWNERS; i++) {
            MAIL.arrived(1, "owner" + i + "@example.org");
        }
    }

    /** Runs last, because it leaves only one server running. */
    @Test
    @Order(Integer.MAX_VALUE)
    void theOtherGoesOnWithTheWorkOfOneThatDied() {
        createUser("rich");
        DATABASE.execute("insert into access_token (id, version, user_id, name, type, hash, created_at)"
                + " select 10000000 + x, 1, (select id from users where login = 'rich'), 'token ' || x, 'USER_TOKEN',"
                + " sha256(x::text::bytea), current_timestamp - interval '1 hour' from generate_series(1, " + REVOKED
                + ") x");
        var task = admin.post("api/user_tokens/bulk_revoke", "owner", "rich", "reason", "LEAKED")
                .json()
                .getString("taskId");
        Tasks.when(adminOfSecond, task, progress -> progress.getInt("done") > 0);

        first.kill();

        var ended = Tasks.ended(adminOfSecond, task);
        assertThat(ended.getString("state")).isEqualTo("DONE");
        assertThat(ended.getInt("done")).isEqualTo(REVOKED);
        assertThat(adminOfSecond
                        .get("api/audit_log/search", "action", "TOKEN_REVOKED", "user", "rich")
                        .json()
                        .getJsonObject("paging")
                        .getInt("total"))
                .isEqualTo(REVOKED);
        JsonObject verified = adminOfSecond.get("api/audit_log/verify").json();
        assertThat(verified.getBoolean("valid")).as(verified.toString()).isTrue();
    }

    private static void createUser(String login) {
        var created = admin.post(
                "api/users/create",
                "login",
                login,
                "name",
                login,
                "email",
                login + "@example.org",
                "password",
                Secrets.remember(PASSWORD));
        assertThat(created.status()).as(created.text()).isEqualTo(200);
    }

    private static String generate(Api caller, String login, String name) {
        var answer = caller.post("api/user_tokens/generate", "login", login, "name", name);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().getString("token");
    }
}
