package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A token's life as clients see it: authentication, end, and the answers afterwards. */
@OnEveryDatabase
@OnEveryServer
class TokenLifeIT {

    private static final String EXPIRATION = "SonarQube-Authentication-Token-Expiration";

    private final Api admin;
    private final String name = "life-" + UUID.randomUUID();

    TokenLifeIT() {
        admin = LatchkeyServer.shared().admin();
    }

    @Test
    void everyListShowsPrefixAndLastFourCharactersOfAToken() {
        var value = generate();

        var listed = listed();
        assertThat(listed)
                .contains("\"hint\":\"lku_…" + value.substring(36) + "\"")
                .doesNotContain(value);
    }

    @Test
    void everyAnswerToATokenThatExpiresTellsWhen() {
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        var caller = admin.withBearer(generate("expirationDate", day.toString()));

        for (var path : new String[] {
            "api/users/current", "api/authentication/validate", "api/system/ping", "api/unknown", "api/projects/none"
        }) {
            assertThat(caller.get(path).headers().firstValue(EXPIRATION))
                    .as(path)
                    .contains(day + "T00:00:00+0000");
        }
    }

    @Test
    void anAnswerToATokenThatDoesNotExpireSaysNothing() {
        var answer = admin.withBearer(generate()).get("api/users/current");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue(EXPIRATION)).isEmpty();
    }

    @Test
    void whoHoldsARevokedTokenIsToldSo() {
        var value = generate();
        admin.post("api/user_tokens/revoke", "name", name);

        var answer = admin.withBearer(value).get("api/users/current");

        assertThat(answer.status()).isEqualTo(401);
        var words = answer.errors().get(0);
        assertThat(words).matches("The token was revoked at \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0000\\.");
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer error=\"invalid_token\", error_description=\"" + words + "\"");
        assertThat(admin.withBasicToken(value).get("api/users/current").errors())
                .containsExactly(words);
    }

    @Test
    void whoGuessesLearnsNothing() {
        var answer =
                admin.withBearer("lku_0000000000000000000000000000000000000000").get("api/users/current");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }

    @Test
    void validateStaysCalmAboutARevokedToken() {
        var value = generate();
        admin.post("api/user_tokens/revoke", "name", name);

        var answer = admin.withBearer(value).get("api/authentication/validate");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getBoolean("valid")).isFalse();
    }

    private String generate(String... parameters) {
        var all = new String[parameters.length + 2];
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        all[0] = "name";
        all[1] = name;
        var answer = admin.post("api/user_tokens/generate", all);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().getString("token");
    }

    private String listed() {
        return admin.get("api/user_tokens/search").text();
    }

    @Test
    void anOwnerSeesWhereATokenWasUsed() {
        var login = "uses-" + UUID.randomUUID();
        admin.post("api/users/create", "login", login, "name", "U", "password", "Corr3ct-Horse-42!");
        var generated = admin.post("api/user_tokens/generate", "login", login, "name", "mine");
        var owner = admin.withBearer(Secrets.remember(generated.json().getString("token")));
        var mine = owner.get("api/user_tokens/search")
                .json()
                .getJsonArray("userTokens")
                .getJsonObject(0);

        // the server records a use asynchronously
        var uses =
                Await.value(Duration.ofSeconds(30), () -> uses(owner, mine.getString("id")), found -> !found.isEmpty());
        assertThat(uses).hasSize(1);
        assertThat(uses.getJsonObject(0).getString("address")).isEqualTo("127.0.0.1");
    }

    private static JsonArray uses(Api owner, String id) {
        var answer = owner.get("api/user_tokens/uses", "id", id);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().getJsonArray("uses");
    }
}
