package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The figures for Prometheus move with what they count; who may read them is in {@code callers.csv}. */
@OnEveryServer
class MetricsIT {

    private static final String METRICS = "api/monitoring/metrics";

    @Test
    void areOffByDefault() {
        var answer = LatchkeyServer.shared().admin().get(METRICS);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.errors())
                .containsExactly("Metrics are off. The operator switches them on with LATCHKEY_METRICS=true.");
    }

    @Test
    void moveWithWhatTheyCount() {
        try (var server = LatchkeyServer.start(Map.of("LATCHKEY_METRICS", "true"))) {
            var admin = server.admin();
            var checks = "latchkey_token_checks_total{result=\"%s\"}";
            var events = "latchkey_events_total{action=\"%s\"}";
            var good = value(admin, checks.formatted("good"));
            var generated = value(admin, events.formatted("TOKEN_GENERATED"));

            var token = admin.post("api/user_tokens/generate", "name", "counted")
                    .json()
                    .getString("token");
            var program = server.api().withBearer(token);
            program.get("api/authentication/validate");
            admin.post("api/user_tokens/generate", "name", "counted");
            admin.post("api/user_tokens/revoke", "name", "counted");
            program.get("api/authentication/validate");
            server.api().withBearer("no-token").get("api/authentication/validate");
            server.api().withPassword("admin", "Wr0ng-guess-0f-it!").get("api/users/current");

            assertThat(value(admin, checks.formatted("good")))
                    .as("three changes, a validation, and two readings")
                    .isEqualTo(good + 6);
            assertThat(value(admin, checks.formatted("revoked"))).isEqualTo(1);
            assertThat(value(admin, checks.formatted("unknown"))).isEqualTo(1);
            assertThat(value(admin, checks.formatted("expired"))).isZero();
            assertThat(value(admin, events.formatted("TOKEN_GENERATED")))
                    .as("the second had the name of the first, and was rolled back")
                    .isEqualTo(generated + 1);
            assertThat(value(admin, events.formatted("TOKEN_REVOKED"))).isEqualTo(1);
            assertThat(value(admin, events.formatted("SIGN_IN_FAILED"))).isEqualTo(1);
            assertThat(value(admin, "latchkey_background_tasks{state=\"waiting\"}"))
                    .isZero();
            assertThat(value(admin, "latchkey_notices{state=\"pending\"}")).isNotNegative();
            assertThat(value(admin, "latchkey_database_connections{state=\"used\"}"))
                    .isPositive();
            assertThat(admin.get(METRICS).headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/plain");
        }
    }

    /** The value of a line such as {@code latchkey_notices{state="pending"} 3.0}. */
    private static int value(Api admin, String series) {
        var answer = admin.get(METRICS);
        assertThat(answer.status()).isEqualTo(200);
        return answer.text()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(series + " is not in " + answer.text()));
    }
}
