package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import dev.latchkey.shared.TokenForm;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has the value of a token can end it (RFC 7009). */
@OnEveryDatabase
@OnEveryServer
class RevocationByValueIT {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Api admin = LatchkeyServer.shared().admin();
    private final Api anybody = admin.anonymous();
    private final String name = "held-" + UUID.randomUUID();

    @Test
    void endsTheTokenWithoutAskingWhoCalls() {
        var value = generate(name);

        var answer = anybody.post("oauth2/revoke", "token", value, "token_type_hint", "refresh_token");

        assertDone(answer);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        var refused = admin.withBearer(value).get("api/users/current");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).contains("The token was revoked at");
        assertThat(entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getJsonObject("details").getString("reason"))
                        .isEqualTo("HOLDER"))
                .satisfies(entry -> assertThat(entry.containsKey("actor")).isFalse())
                .satisfies(entry -> assertThat(entry.getString("address")).isNotEmpty())
                .satisfies(entry -> assertThat(entry.toString()).doesNotContain(value));
        assertThat(admin.get("api/user_tokens/search", "status", "ENDED", "ps", "500")
                        .json()
                        .getJsonArray("userTokens")
                        .getValuesAs(JsonObject.class))
                .filteredOn(token -> token.getString("name").equals(name))
                .singleElement()
                .satisfies(token -> assertThat(token.getString("endReason")).isEqualTo("HOLDER"));
    }

    @Test
    void endsTheOtherValueToo() {
        var former = generate(name);
        var value = admin.post("api/user_tokens/rotate", "name", name, "overlap", "5")
                .json()
                .getString("token");

        assertDone(anybody.post("oauth2/revoke", "token", former));

        assertThat(statusWith(value)).isEqualTo(401);
        assertThat(statusWith(former)).isEqualTo(401);
    }

    /** Only a leak ends them (docs/decisions/0021). */
    @Test
    void leavesTheTokensThatItHasGenerated() {
        var value = generate(name);
        var child = admin.withBearer(value)
                .post("api/user_tokens/generate", "name", name + "-child")
                .json()
                .getString("token");

        assertDone(anybody.post("oauth2/revoke", "token", value));

        assertThat(statusWith(child)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lku_unknown", "nonsense", "lku_0", "x'; drop table access_token; --", "\u00fc\ud83d\ude00"})
    void answersTheSameToEveryText(String text) {
        assertDone(anybody.post("oauth2/revoke", "token", text));
    }

    @Test
    void answersTheSameToUnknownAndEndedValues() {
        var unknown = "lku_" + "0".repeat(30);
        var ended = generate(name);
        anybody.post("oauth2/revoke", "token", ended);

        assertDone(anybody.post("oauth2/revoke", "token", ended));
        assertDone(anybody.post("oauth2/revoke", "token", unknown + TokenForm.checksum(unknown)));
        assertDone(anybody.post("oauth2/revoke", "token", "x".repeat(60_000)));
        assertThat(entries()).hasSize(1);
    }

    /** Clients of OAuth send them along. */
    @Test
    void doesNotLookAtCredentials() {
        var before = failedSignIns();

        assertDone(anybody.withAuthorization("Basic Y2xpZW50OnNlY3JldA==").post("oauth2/revoke", "token", "none"));
        assertDone(anybody.withAuthorization("Bearer nonsense").post("oauth2/revoke", "token", "none"));

        assertThat(failedSignIns()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        oauth2/revoke                | token_type_hint=access_token | 'token' must be given in the request body
        oauth2/revoke                | token=                       | 'token' must be given in the request body
        oauth2/revoke                | token=%20                    | 'token' must be given in the request body
        oauth2/revoke?token=in-query | x=1                          | 'token' must be given in the request body
        oauth2/revoke                | token=a&token=b              | 'token' must be given once
        oauth2/revoke                | token=a&token=a              | 'token' must be given once
        oauth2/revoke                | token=a&x=1&x=2              | 'x' must be given once
        oauth2/revoke                | a%22%5C%C3%BC=1&a%22%5C%C3%BC=2 | 'a???' must be given once
        """)
    void refusesAFormWithoutExactlyOneToken(String path, String form, String words) {
        assertInvalid(send(path, FORM, form), 400, words);
    }

    @Test
    void refusesWhatIsNoForm() {
        assertInvalid(send("oauth2/revoke", "application/json", "{\"token\":\"x\"}"), 400, "urlencoded");
        assertInvalid(send("oauth2/revoke", FORM + "-not", "token=x"), 400, "urlencoded");
        assertThat(send("oauth2/revoke", FORM.toUpperCase(Locale.ROOT) + " ; charset=UTF-8", "token=x")
                        .status())
                .isEqualTo(200);
        assertInvalid(anybody.send(anybody.request("oauth2/revoke").POST(BodyPublishers.noBody())), 400, "urlencoded");
        assertInvalid(send("oauth2/revoke", FORM, "token=" + "x".repeat(65_536)), 413, "64 KiB");
        assertThat(send("oauth2/revoke", FORM, "token=%zz").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void takesNoOtherMethod(String method) {
        var answer = anybody.send(anybody.request("oauth2/revoke").method(method, BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        if (!method.equals("HEAD")) {
            assertInvalid(answer, 405, "with POST");
        }
    }

    /** A page of another site that has the value may end it, as anybody may: no session helps it. */
    @Test
    void takesAValueFromAPageOfAnotherSite() {
        var value = generate(name);
        var session = LatchkeyServer.shared().sessionCookie(LatchkeyServer.ADMIN_LOGIN, LatchkeyServer.ADMIN_PASSWORD);

        assertDone(anybody.send(anybody.request("oauth2/revoke")
                .header("Content-Type", FORM)
                .header("Origin", "https://example.com")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Cookie", session)
                .POST(BodyPublishers.ofString("token=" + value))));

        assertThat(statusWith(value)).isEqualTo(401);
        assertThat(entries()).singleElement().satisfies(entry -> assertThat(entry.containsKey("actor"))
                .isFalse());
    }

    @Test
    void nothingElseIsThere() {
        assertThat(anybody.get("oauth2/revoke/more").status()).isEqualTo(401);
        assertThat(anybody.get("oauth2/nothing").status()).isEqualTo(401);
        assertInvalid(admin.get("oauth2/nothing"), 404, "nothing at this address");
    }

    private Answer send(String path, String type, String body) {
        return anybody.send(anybody.request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private static void assertDone(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
    }

    private static void assertInvalid(Answer answer, int status, String words) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().getString("error")).isEqualTo("invalid_request");
        assertThat(answer.json().getString("error_description")).contains(words);
    }

    private String generate(String named) {
        return admin.post("api/user_tokens/generate", "name", named).json().getString("token");
    }

    private int statusWith(String value) {
        return admin.withBearer(value).get("api/users/current").status();
    }

    private List<JsonObject> entries() {
        return admin.get("api/audit_log/search", "action", "TOKEN_REVOKED", "q", name)
                .json()
                .getJsonArray("entries")
                .getValuesAs(JsonObject.class);
    }

    private int failedSignIns() {
        return admin.get("api/audit_log/search", "action", "SIGN_IN_FAILED", "ps", "1")
                .json()
                .getJsonObject("paging")
                .getInt("total");
    }
}
