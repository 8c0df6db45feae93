package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Password guessing is limited without locking out other callers; a trusted proxy names the caller. */
class GuessingIT {

    private static final String PASSWORD = Secrets.remember("Corr3ct-Horse-42!");

    private static final Map<String, String> BEHIND_A_PROXY = Map.of("LATCHKEY_TRUSTED_PROXIES", "127.0.0.1");

    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        server = LatchkeyServer.start(BEHIND_A_PROXY);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void ofManyAtOnceNoMoreThanTheLimitAreLookedAtAndTokensAreAnsweredMeanwhile() throws Exception {
        List<Answer> answers;
        try (var slow = LatchkeyServer.startWithSlowHashing(BEHIND_A_PROXY)) {
            var program = slow.admin();
            answers = atOnce(
                    64,
                    i -> i % 8 == 7
                            ? program.get("api/users/current")
                            : basic(slow, "203.0.113.1", "target", "a guess " + i));
        }

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(8);
        // a slow machine allows one more every thirty seconds
        assertThat(answers.stream().filter(answer -> answer.status() == 401)).hasSizeBetween(1, 12);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(200, 401, 429, 503);
            if (answer.status() == 429 || answer.status() == 503) {
                assertThat(answer.headers().firstValueAsLong("Retry-After")).isPresent();
            }
        });
    }

    @Test
    void othersInTheSameNetworkKeepNobodyOutWhoIsKnownThere() throws Exception {
        create("known");
        assertThat(basic("203.0.113.2", "known", PASSWORD).status()).isEqualTo(200);

        var stranger = keptOut("203.0.113.2");

        assertThat(basic("203.0.113.2", "known", PASSWORD).status()).isEqualTo(200);
        assertThat(basic("203.0.113.3", stranger, PASSWORD).status()).isEqualTo(200);
    }

    /**
     * A user whose correct password the network's limit has turned away. The limit admits another attempt every six seconds,
     * and so not all of eight at once.
     */
    private static String keptOut(String address) throws Exception {
        var strangers =
                IntStream.range(0, 8).mapToObj(number -> "stranger-" + number).toList();
        strangers.forEach(GuessingIT::create);
        exhaust(address);
        var answers = atOnce(strangers.size(), number -> basic(address, strangers.get(number), PASSWORD));
        return IntStream.range(0, strangers.size())
                .filter(number -> answers.get(number).status() == 429)
                .mapToObj(strangers::get)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyEntranceCountsForAll() {
        create("entrances");
        for (int i = 0; i < 5; i++) {
            assertThat(basic("203.0.113.4", "entrances", "a guess " + i).status())
                    .isEqualTo(401);
            assertThat(login("203.0.113.4", "Entrances", "another guess " + i).status())
                    .isEqualTo(401);
        }

        assertThat(basic("203.0.113.4", "entrances", PASSWORD).status()).isEqualTo(429);
        assertThat(login("203.0.113.4", "entrances", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void whatIsTurnedAwayLeavesOneEntry() {
        create("turned");
        for (int i = 0; i < 30; i++) {
            basic("203.0.113.5", "turned", "a guess " + i);
        }

        assertThat(actions("turned").filter("SIGN_IN_TURNED_AWAY"::equals)).hasSize(1);
        assertThat(actions("turned").filter("SIGN_IN_FAILED"::equals)).hasSizeBetween(10, 12);
    }

    @Test
    void aProgramThatGoesOnWithAnOldPasswordCountsOnce() {
        create("old");
        for (int i = 0; i < 30; i++) {
            assertThat(basic("203.0.113.6", "old", "the password of last year").status())
                    .isEqualTo(401);
        }

        assertThat(basic("203.0.113.6", "old", PASSWORD).status()).isEqualTo(200);
        assertThat(actions("old").filter("SIGN_IN_FAILED"::equals)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s:\n", "%s:x-oauth-basic", ":%s", "oauth2:%s", "%s\n:"})
    void aTokenIsTheTokenWhereverItStands(String pair) {
        var token = token("pair " + pair.hashCode());
        for (int i = 0; i < 12; i++) {
            assertThat(authorized("203.0.113.7", pair.formatted(token)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aTokenInTheFormIsNoGuess() {
        // Each differs from the one before, because a repeated wrong password does not count either.
        for (int i = 0; i < 12; i++) {
            var token = token("in the form " + i);
            assertThat(login("203.0.113.8", "admin", token).status()).isEqualTo(401);
            assertThat(login("203.0.113.8", token, "beside a token " + i).status())
                    .isEqualTo(401);
        }

        assertThat(basic("203.0.113.8", LatchkeyServer.ADMIN_LOGIN, LatchkeyServer.ADMIN_PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPasswordIsTheSameHoweverItsLettersAreComposed() {
        var composed = Secrets.remember("Grüße-an-den-Mond-42");
        server.createUser("luna", "Luna", composed);

        assertThat(basic("203.0.113.9", "luna", composed).status()).isEqualTo(200);
        assertThat(basic("203.0.113.9", "luna", Normalizer.normalize(composed, Normalizer.Form.NFD))
                        .status())
                .isEqualTo(200);
        var latin = Base64.getEncoder().encodeToString(("luna:" + composed).getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < 20; i++) {
            assertThat(from(server, "203.0.113.9", "Basic " + latin).status()).isEqualTo(401);
        }
        assertThat(actions("luna").filter("SIGN_IN_FAILED"::equals)).hasSize(1);
    }

    @Test
    void theFirstCallWithAPasswordLeavesAnEntryForEachNetworkAndDay() {
        create("daily");
        for (int i = 0; i < 3; i++) {
            basic("203.0.113.10", "daily", PASSWORD);
            basic("2001:db8:0:1::" + i, "daily", PASSWORD);
        }

        assertThat(entries("daily").filter(entry -> entry.getString("action").equals("SIGNED_IN")))
                .extracting(entry -> entry.getString("address"))
                .containsExactly("2001:db8:0:1::0", "203.0.113.10", "127.0.0.1");
    }

    @Test
    void programsAreOfferedBasicAndBrowsersAreNot() {
        var request = server.api().request("api/users/current");
        assertThat(server.api().send(request).headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"Latchkey\"", "Basic realm=\"Latchkey\", charset=\"UTF-8\"");
        for (var header : List.of("Sec-Fetch-Mode", "Accept-Language")) {
            assertThat(server.api()
                            .send(server.api().request("api/users/current").header(header, "en"))
                            .headers()
                            .allValues("WWW-Authenticate"))
                    .as(header)
                    .containsExactly("Bearer realm=\"Latchkey\"");
        }
        assertThat(server.api()
                        .withBearer("lku_" + "0".repeat(36))
                        .get("api/users/current")
                        .headers()
                        .allValues("WWW-Authenticate"))
                .containsExactly("Bearer error=\"invalid_token\"");
    }

    /** Sends two at a time, so that the server gets to each of them. */
    private static void exhaust(String address) throws Exception {
        for (int i = 0; i < 100; i++) {
            var login = "x" + i;
            var answers = atOnce(2, number -> basic(address, login + number, "a guess"));
            if (answers.stream().anyMatch(answer -> answer.status() == 429)) {
                return;
            }
        }
        throw new IllegalStateException("There is no limit");
    }

    private interface Call {
        Answer of(int number);
    }

    private static List<Answer> atOnce(int threads, Call call) throws Exception {
        var executor = Executors.newFixedThreadPool(threads);
        try {
            var calls = new ArrayList<Callable<Answer>>();
            for (int i = 0; i < threads; i++) {
                var number = i;
                calls.add(() -> call.of(number));
            }
            var answers = new ArrayList<Answer>();
            for (var answer : executor.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            executor.shutdown();
        }
    }

    private static void create(String login) {
        server.createUser(login, login, PASSWORD);
    }

    private static String token(String name) {
        return Secrets.remember(server.admin()
                .post("api/user_tokens/generate", "name", name)
                .json()
                .getString("token"));
    }

    private static Answer basic(String address, String login, String password) {
        return basic(server, address, login, password);
    }

    private static Answer basic(LatchkeyServer server, String address, String login, String password) {
        return authorized(server, address, login + ":" + Secrets.remember(password));
    }

    private static Answer authorized(String address, String pair) {
        return authorized(server, address, pair);
    }

    private static Answer authorized(LatchkeyServer server, String address, String pair) {
        return from(
                server, address, "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private static Answer from(LatchkeyServer server, String address, String authorization) {
        return server.api()
                .send(server.api()
                        .request("api/users/current")
                        .header("X-Forwarded-For", address)
                        .header("Authorization", authorization));
    }

    private static Answer login(String address, String login, String password) {
        return server.api()
                .send(server.api()
                        .request("api/authentication/login")
                        .header("X-Forwarded-For", address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("login=" + login + "&password=" + Secrets.remember(password))));
    }

    private static Stream<String> actions(String login) {
        return entries(login).map(entry -> entry.getString("action"));
    }

    private static Stream<JsonObject> entries(String login) {
        return server
                .admin()
                .get("api/audit_log/search", "user", login, "ps", "500")
                .json()
                .getJsonArray("entries")
                .getValuesAs(JsonObject.class)
                .stream();
    }
}
