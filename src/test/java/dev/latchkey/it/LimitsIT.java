package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Settings of the operator: limits per user, and the contact for security reports. */
class LimitsIT {

    private static final LatchkeyServer SERVER = LatchkeyServer.start(Map.of(
            "LATCHKEY_LIMIT_TOKENS",
            "3",
            "LATCHKEY_LIMIT_GENERATIONS",
            "5",
            "LATCHKEY_LIMIT_SESSIONS",
            "2",
            "LATCHKEY_SECURITY_CONTACT",
            "mailto:security@example.org"));

    private final Api admin = SERVER.admin();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void tokensBeyondTheLimitsAreRefused() {
        admin.post("api/users/create", "login", "ann", "name", "Ann", "password", "Corr3ct-Horse-42!");
        for (var name : new String[] {"one", "two", "three"}) {
            assertThat(generate(name).status()).isEqualTo(200);
        }

        var fourth = generate("four");
        assertThat(fourth.status()).isEqualTo(409);
        assertThat(fourth.errors()).singleElement().asString().contains("3");
        assertThat(admin.post("api/user_tokens/rotate", "login", "ann", "name", "one")
                        .status())
                .as("rotating adds no token")
                .isEqualTo(200);

        var tooFast = generate("five");
        assertThat(tooFast.status()).isEqualTo(429);
        assertThat(Integer.parseInt(tooFast.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 3600);
        assertThat(tooFast.errors()).isNotEmpty();
        assertThat(admin.post("api/user_tokens/generate", "name", "of another user")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aNetworkRevokesOnlySoManyTokensByValue() {
        var refused = IntStream.rangeClosed(0, 1000)
                .mapToObj(i -> SERVER.api().post("oauth2/revoke", "token", "none"))
                .dropWhile(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.json().getString("error_description"))
                .isEqualTo("Too many calls from your network. Try again in 1 second.");
    }

    private Api.Answer generate(String name) {
        return admin.post("api/user_tokens/generate", "login", "ann", "name", name);
    }

    @Test
    void theLatestSessionsOfAUserStay() {
        SERVER.createUser("bob", "Bob", "Corr3ct-Horse-42!");
        var cookies = IntStream.range(0, 3)
                .mapToObj(i -> SERVER.api()
                        .post("api/authentication/login", "login", "bob", "password", "Corr3ct-Horse-42!")
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow()
                        .split(";")[0])
                .toList();

        assertThat(cookies.stream().map(LimitsIT::statusWith)).containsExactly(401, 200, 200);
    }

    private static int statusWith(String cookie) {
        var api = SERVER.api();
        return api.send(api.request("api/users/current").header("Cookie", cookie))
                .status();
    }

    /** RFC 9116. */
    @Test
    void saysWhereToReportAVulnerability() {
        var answer = SERVER.api().get(".well-known/security.txt");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
        assertThat(answer.text())
                .contains("Contact: mailto:security@example.org\n")
                .containsPattern("Expires: \\d{4}-\\d\\d-\\d\\dT00:00:00Z\n");
    }
}
