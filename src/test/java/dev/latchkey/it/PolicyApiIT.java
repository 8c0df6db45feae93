package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The administrators' token policy applies to every user from the next call. */
@OnEveryDatabase
@OnEveryServer
class PolicyApiIT {

    private static final String LIFETIME = "sonar.auth.token.max.allowed.lifetime";
    private static final String BY_TOKEN = "latchkey.token.generate.by.token";

    private static final String ROTATE_BY_TOKEN = "latchkey.token.rotate.by.token";

    private final Api admin;
    private final Api withPassword;

    PolicyApiIT() {
        admin = LatchkeyServer.shared().admin();
        withPassword = admin.asAdmin();
    }

    /** Restores the policy: all tests share the server. */
    @AfterEach
    void reset() {
        assertThat(withPassword
                        .post("api/settings/reset", "keys", LIFETIME + "," + BY_TOKEN + "," + ROTATE_BY_TOKEN)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void whatNobodyDecidedIsInherited() {
        var answer = admin.get("api/settings/values", "keys", LIFETIME);
        assertThat(answer.text())
                .isEqualTo("{\"setSecuredSettings\":[],\"settings\":[{\"inherited\":true,\"key\":\"" + LIFETIME
                        + "\",\"value\":\"No expiration\"}]}");
    }

    @Test
    void whatWasSetIsReadBack() {
        assertThat(admin.post("api/settings/set", "key", LIFETIME, "value", "365 days")
                        .status())
                .isEqualTo(204);
        var setting = setting(LIFETIME);
        assertThat(setting.getString("value")).isEqualTo("1 year");
        assertThat(setting.getBoolean("inherited")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"30 days,30", "90 days,90", "1 year,365", "45 days,45"})
    void theLatestExpirationIsTodayAndTheMaximum(String value, int days) {
        admin.post("api/settings/set", "key", LIFETIME, "value", value);
        var latest = LocalDate.now(Clock.systemUTC()).plusDays(days);

        var refused = generate(admin, "policy-late", latest.plusDays(1).toString());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fields()).containsExactly("expirationDate");
        assertThat(refused.errors()).singleElement().asString().contains(latest.toString());

        assertThat(generate(admin, "policy-last-day", latest.toString()).status())
                .isEqualTo(200);
        assertThat(admin.post("api/user_tokens/revoke", "name", "policy-last-day")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void underAMaximumATokenMustExpireWhoeverGeneratesIt() {
        admin.post("api/settings/set", "key", LIFETIME, "value", "90 days");
        assertThat(generate(admin, "policy-never", "").status()).isEqualTo(400);
    }

    @Test
    void aTokenThatIsOlderThanTheMaximumGoesOnWorking() {
        var token = generate(admin, "policy-older", "").json().getString("token");
        admin.post("api/settings/set", "key", LIFETIME, "value", "30 days");
        assertThat(admin.withBearer(token).get("api/users/current").status()).isEqualTo(200);
        admin.post("api/user_tokens/revoke", "name", "policy-older");
    }

    @Test
    void whenTokensMayNotGenerateTokensAPasswordStillMay() {
        var token =
                admin.withBearer(generate(admin, "policy-generator", "").json().getString("token"));
        assertThat(generate(token, "policy-by-token", "").status()).isEqualTo(200);
        admin.post("api/user_tokens/revoke", "name", "policy-by-token");

        admin.post("api/settings/set", "key", BY_TOKEN, "value", "false");
        var refused = generate(token, "policy-by-token", "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.errors()).singleElement().asString().contains("password");
        assertThat(generate(withPassword, "policy-by-password", "").status()).isEqualTo(200);
        assertThat(token.post("api/settings/set", "key", BY_TOKEN, "value", "true")
                        .status())
                .isEqualTo(403);
        assertThat(token.post("api/settings/reset", "keys", BY_TOKEN).status()).isEqualTo(403);

        admin.post("api/user_tokens/revoke", "name", "policy-by-password");
        admin.post("api/user_tokens/revoke", "name", "policy-generator");
    }

    @Test
    void aTokenThatMayMakeNoCredentialFindsNoWayAround() {
        var login = "policy-other-" + UUID.randomUUID();
        create(withPassword, login);
        withPassword.post("api/user_groups/add_user", "name", "administrators", "login", login);
        var generated = generate(admin, "policy-hostile", "").json();
        var token = admin.withBearer(generated.getString("token"));
        var overBasic = admin.withPassword(generated.getString("token"), "");
        withPassword.post("api/settings/set", "key", BY_TOKEN, "value", "false");

        for (var hostile : List.of(token, overBasic)) {
            assertRefused(generate(hostile, "policy-by-token", ""), "generate");
            assertRefused(hostile.post("api/user_tokens/rotate"), "rotate");
            assertRefused(hostile.post("api/user_tokens/rotate", "name", "policy-hostile"), "rotate");
            assertRefused(create(hostile, login + "-2"), "create");
            assertRefused(
                    hostile.post("api/users/change_password", "login", login, "password", "Another-secret-of-a-user-1"),
                    "password");
            assertRefused(
                    hostile.post(
                            "api/users/change_password",
                            "login",
                            LatchkeyServer.ADMIN_LOGIN,
                            "previousPassword",
                            LatchkeyServer.ADMIN_PASSWORD,
                            "password",
                            "Another-secret-of-an-admin-1"),
                    "password");
            assertRefused(hostile.post("api/users/invite", "login", login), "password");
            assertRefused(
                    hostile.post("api/user_groups/add_user", "name", "administrators", "login", login),
                    "administrator");
            assertRefused(
                    hostile.post("api/user_groups/remove_user", "name", "administrators", "login", login),
                    "administrator");
            assertRefused(
                    hostile.post("api/users/update", "login", login, "email", "thief@example.org"), "administrator");
            assertRefused(hostile.post("api/settings/set", "key", BY_TOKEN, "value", "true"), "password");
            assertRefused(hostile.post("api/settings/reset", "keys", BY_TOKEN), "password");
            assertRefused(hostile.post("api/settings/set", "key", ROTATE_BY_TOKEN, "value", "true"), "password");
            assertRefused(
                    hostile.post("api/settings/set", "key", "latchkey.token.keep.ended", "value", "1 day"), "loosen");
            assertThat(hostile.post("api/settings/set", "key", LIFETIME, "value", "90 days")
                            .status())
                    .isEqualTo(204);
            assertRefused(hostile.post("api/settings/reset", "keys", LIFETIME), "loosen");
        }
        withPassword.post("api/settings/set", "key", ROTATE_BY_TOKEN, "value", "true");
        assertThat(token.post("api/user_tokens/rotate").status()).isEqualTo(200);
        assertRefused(generate(token, "policy-by-token", ""), "generate");

        withPassword.post("api/users/deactivate", "login", login);
        withPassword.post("api/user_tokens/revoke", "name", "policy-hostile");
    }

    private static Api.Answer create(Api caller, String login) {
        return caller.post("api/users/create", "login", login, "name", "Other", "password", "Secret-of-a-user-1");
    }

    private static void assertRefused(Api.Answer answer, String word) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.errors()).singleElement().asString().contains("token", word);
    }

    @Test
    void anAnalysisTokenKnowsWhoItIsAndMayDoNothingElse() {
        var answer = admin.post("api/user_tokens/generate", "name", "policy-analysis", "type", "GLOBAL_ANALYSIS_TOKEN");
        var token = admin.withBearer(answer.json().getString("token"));
        assertThat(token.get("api/authentication/validate").text())
                .isEqualTo("{\"tokenType\":\"GLOBAL_ANALYSIS_TOKEN\",\"valid\":true}");
        assertThat(token.get("api/users/current").json().getString("login")).isEqualTo("admin");
        assertThat(token.get("api/users/current")
                        .json()
                        .getJsonObject("permissions")
                        .getJsonArray("global"))
                .isEmpty();
        for (var refused : new Api.Answer[] {
            generate(token, "policy-by-analysis", ""),
            token.post("api/user_tokens/revoke", "name", "policy-analysis"),
            token.post("api/user_tokens/rotate"),
            token.post(
                    "api/users/change_password",
                    "login",
                    "admin",
                    "previousPassword",
                    LatchkeyServer.ADMIN_PASSWORD,
                    "password",
                    "Another-secret-of-an-admin-1"),
            token.get("api/user_tokens/search"),
            token.get("api/users/search"),
            token.get("api/settings/values"),
            token.post("api/settings/set", "key", LIFETIME, "value", "30 days")
        }) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.errors()).singleElement().asString().contains("Analysis tokens");
        }
        assertThat(admin.post("api/user_tokens/revoke", "name", "policy-analysis")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void anUnknownKeyIsNotFoundAndABadValueIsRefused() {
        assertThat(admin.get("api/settings/values", "keys", "sonar.unknown").status())
                .isEqualTo(404);
        assertThat(admin.post("api/settings/set", "key", "sonar.unknown", "value", "1")
                        .status())
                .isEqualTo(404);
        assertThat(admin.post("api/settings/reset", "keys", LIFETIME + ",sonar.unknown")
                        .status())
                .isEqualTo(404);
        var refused = admin.post("api/settings/set", "key", LIFETIME, "value", "soon");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).singleElement().asString().contains("'30 days'", "'No expiration'");
        assertThat(admin.post("api/settings/set", "value", "30 days").status()).isEqualTo(400);
        assertThat(admin.post("api/settings/reset").status()).isEqualTo(400);
    }

    @Test
    void onlyAdministratorsReadAndChangeIt() {
        admin.post("api/users/create", "login", "policy-user", "name", "Policy user", "password", "Secret-of-a-user-1");
        var user = admin.withPassword("policy-user", "Secret-of-a-user-1");
        assertThat(user.get("api/settings/values").status()).isEqualTo(403);
        assertThat(user.post("api/settings/set", "key", LIFETIME, "value", "30 days")
                        .status())
                .isEqualTo(403);
        assertThat(user.post("api/settings/reset", "keys", LIFETIME).status()).isEqualTo(403);
        assertThat(admin.anonymous().get("api/settings/values").status()).isEqualTo(401);
    }

    /** @param expiration blank for a token that never expires */
    private static Api.Answer generate(Api caller, String name, String expiration) {
        return expiration.isEmpty()
                ? caller.post("api/user_tokens/generate", "name", name)
                : caller.post("api/user_tokens/generate", "name", name, "expirationDate", expiration);
    }

    private JsonObject setting(String key) {
        return admin.get("api/settings/values", "keys", key)
                .json()
                .getJsonArray("settings")
                .getJsonObject(0);
    }
}
