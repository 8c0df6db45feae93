package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A server of the previous release keeps working while this version starts beside it and migrates their database. Needs the
 * microbundle of that release: {@code -Dlatchkey.before=FILE}.
 */
@EnabledIfSystemProperty(named = RollingUpgradeIT.BEFORE, matches = ".+")
class RollingUpgradeIT {

    static final String BEFORE = "latchkey.before";

    private static final String GENERATE = "api/user_tokens/generate";
    private static final String REVOKE = "api/user_tokens/revoke";

    @Test
    void noCallFailsAndWhatWasAcknowledgedHoldsOnBoth() throws Exception {
        var environment = new HashMap<>(new Postgres().environment());
        environment.put("LATCHKEY_LIMIT_GENERATIONS", "100000");
        try (var turnover = new Turnover();
                var before = LatchkeyServer.startVersion(Path.of(System.getProperty(BEFORE)), environment)) {
            var session = before.sessionCookie();
            turnover.begin(before.admin());
            turnover.begin(before.admin());
            turnover.awaitMore();

            try (var now = LatchkeyServer.startWithSlowHashing(environment)) {
                turnover.begin(now.admin());
                turnover.awaitMore();
                assertThat(turnover.end()).isSubsetOf(200, 204);

                turnover.assertKept(before);
                turnover.assertKept(now);
                assertThatOneEndsWhatTheOtherMade(before, now);
                assertThatOneEndsWhatTheOtherMade(now, before);
                for (var server : List.of(before, now)) {
                    assertThat(page(server, "user/list", session)).isEqualTo(200);
                    assertThat(page(server, "account/security", session)).isEqualTo(200);
                }
            }
        }
    }

    private static void assertThatOneEndsWhatTheOtherMade(LatchkeyServer one, LatchkeyServer other) {
        var name = "made by " + other.port();
        var value = Secrets.remember(
                other.admin().post(GENERATE, "name", name).json().getString("token"));
        var program = one.api().withBearer(value);
        assertThat(program.get("api/users/current").status()).isEqualTo(200);
        assertThat(one.admin().post(REVOKE, "name", name).status()).isEqualTo(204);
        assertThat(other.api().withBearer(value).get("api/users/current").status())
                .isEqualTo(401);
    }

    private static int page(LatchkeyServer server, String path, String session) {
        return server.api()
                .send(server.api().request(path).header("Cookie", session))
                .status();
    }
}
