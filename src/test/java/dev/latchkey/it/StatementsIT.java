package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The statements that PostgreSQL executes for a call, with {@code BEGIN} and the check of the caller's token, and without
 * {@code COMMIT}, which it does not always count. Most of them are a round trip. Lower a number when it falls, and think twice
 * before you raise one.
 */
class StatementsIT {

    /** Statements that run less often belong to no call, or serve several, such as fetching the next fifty ids. */
    private static final int CALLS = 40;

    private static final String EXECUTED = " from pg_stat_statements s join pg_database d on d.oid = s.dbid"
            + " where d.datname = current_database() and query <> 'COMMIT'";

    private static final Postgres DATABASE = new Postgres();

    private static LatchkeyServer server;
    private static Api admin;

    @BeforeAll
    static void start() {
        server = LatchkeyServer.start(DATABASE.environment());
        admin = server.admin();
        server.createUser("ann", "Ann", "Corr3ct-Horse-42!");
        DATABASE.execute("create extension pg_stat_statements");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void ofTokens() {
        takes(1, i -> admin.get("api/authentication/validate"), 200);
        takes(13, i -> admin.post("api/user_tokens/generate", "name", "t" + i), 200);
        takes(14, i -> admin.post("api/user_tokens/generate", "login", "ann", "name", "t" + i), 200);
        takes(2, i -> admin.get("api/user_tokens/search", "login", "ann"), 200);
        takes(9, i -> admin.post("api/user_tokens/revoke", "name", "t" + i), 204);
        takes(10, i -> admin.post("api/user_tokens/revoke", "login", "ann", "name", "t" + i), 204);
    }

    @Test
    void ofUsers() {
        takes(5, i -> admin.get("api/users/search"), 200);
        takes(3, i -> admin.get("api/users/search", "q", "nobody"), 200);
    }

    private static void takes(int statements, IntFunction<Api.Answer> call, int status) {
        // The first call writes the last use of the token.
        assertThat(call.apply(CALLS).status()).isEqualTo(status);
        DATABASE.execute("select pg_stat_statements_reset()");
        IntStream.range(0, CALLS)
                .forEach(i -> assertThat(call.apply(i).status()).isEqualTo(status));
        assertThat(DATABASE.count("select sum(round(calls / " + CALLS + ".0))" + EXECUTED))
                .as(String.join("\n", DATABASE.texts("select calls || ' ' || left(query, 100)" + EXECUTED)))
                .isEqualTo(statements);
    }
}
