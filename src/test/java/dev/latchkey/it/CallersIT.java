package dev.latchkey.it;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Authorization of the API (ASVS 5, 8.1.1): checks every call of the OpenAPI document with every kind of caller against
 * {@code callers.csv}. A call that is missing from the table fails the test.
 */
@OnEveryDatabase
@OnEveryServer
class CallersIT {

    private static final String LOGIN = "callers";
    private static final String PASSWORD = Secrets.remember("Corr3ct-Horse-42!");
    private static final String PROJECT = "callers-project";

    private static final Map<String, Api> CALLERS = new LinkedHashMap<>();

    @BeforeAll
    static void callersOfEveryKind() {
        var server = LatchkeyServer.shared();
        server.createUser(LOGIN, "Callers", PASSWORD);
        server.admin().post("api/projects/create", "project", PROJECT, "name", "Of the callers");
        var user = server.api().withPassword(LOGIN, PASSWORD);
        CALLERS.put("none", server.api());
        CALLERS.put("global analysis token", token(user, "global", "type", "GLOBAL_ANALYSIS_TOKEN"));
        CALLERS.put(
                "project analysis token",
                token(user, "project", "type", "PROJECT_ANALYSIS_TOKEN", "projectKey", PROJECT));
        CALLERS.put("user token", token(user, "user"));
        CALLERS.put("user password", user);
        CALLERS.put("administrator token", server.admin());
        CALLERS.put("administrator password", server.api().asAdmin());
    }

    private static Api token(Api owner, String name, String... more) {
        var parameters =
                Stream.concat(Stream.of("name", name), Arrays.stream(more)).toArray(String[]::new);
        return LatchkeyServer.shared()
                .api()
                .withBearer(owner.post("api/user_tokens/generate", parameters)
                        .json()
                        .getString("token"));
    }

    /** A line of the table: a call with parameters, and whether each kind of caller is let through. */
    private record Line(String method, String path, String[] parameters, List<String> expected) {

        static Line parse(String line) {
            var cells = line.split("\\s*\\|\\s*");
            var call = cells[0].split("[ ?]", 3);
            var parameters = call.length < 3
                    ? new String[0]
                    : Arrays.stream(call[2].split("&"))
                            .flatMap(parameter -> Stream.of(parameter.split("=", 2)))
                            .toArray(String[]::new);
            return new Line(call[0], call[1], parameters, List.of(cells).subList(1, cells.length));
        }

        String call() {
            return method + " " + path;
        }

        Answer by(Api caller) {
            return method.equals("GET") ? caller.get(path, parameters) : caller.post(path, parameters);
        }
    }

    @Test
    void everyCallIsInTheTable() {
        assertThat(lines().map(Line::call).collect(toSet()))
                .isEqualTo(Stream.concat(BadInputIT.calls(), ApiCalls.endpoints().stream())
                        .collect(toSet()));
    }

    @Test
    void everyCallIsForThoseWhomTheTableLetsThrough() {
        lines().forEach(line -> {
            var kinds = CALLERS.entrySet().iterator();
            for (var expected : line.expected()) {
                var kind = kinds.next();
                var answer = line.by(kind.getValue());
                var status = answer.status();
                assertThat(status == 401 || status == 403 ? Integer.toString(status) : "yes")
                        .as("%s by %s: %s %s", line.call(), kind.getKey(), status, answer.text())
                        .isEqualTo(expected);
                assertThat(status).as("%s by %s", line.call(), kind.getKey()).isLessThan(500);
            }
            assertThat(kinds.hasNext()).as(line.call()).isFalse();
        });
    }

    @Test
    void saysWithWhatKindOfTokenACallComes() {
        for (var call : List.of("api/authentication/validate", "api/users/current")) {
            assertThat(caller("user password").get(call).json()).doesNotContainKeys("tokenType", "projectKey");
            assertThat(caller("user token").get(call).json().getString("tokenType"))
                    .isEqualTo("USER_TOKEN");
            assertThat(caller("global analysis token").get(call).json().getString("tokenType"))
                    .isEqualTo("GLOBAL_ANALYSIS_TOKEN");
            var ofProject = caller("project analysis token").get(call).json();
            assertThat(ofProject.getString("tokenType")).isEqualTo("PROJECT_ANALYSIS_TOKEN");
            assertThat(ofProject.getString("projectKey")).isEqualTo(PROJECT);
        }
    }

    /** Only the call without parameters is answered before JAX-RS. */
    @Test
    void aCheckAnswersAlikeWithAndWithoutParameters() {
        CALLERS.keySet().forEach(kind -> {
            var plain = caller(kind).get("api/authentication/validate");

            assertThat(plain.status()).as(kind).isEqualTo(200);
            assertAlike(kind, plain, caller(kind).get("api/authentication/validate", "unknown", "1"));
        });
    }

    /** A filter answers for the login as it is, the resource for the encoded one. */
    @ParameterizedTest
    @CsvSource({"callers, %63allers", "CALLERS, %43ALLERS", "admin, %61dmin", "nobody-here, nobody%2Dhere"})
    void theListOfTokensIsTheSameHoweverTheLoginIsEncoded(String plain, String encoded) {
        CALLERS.keySet()
                .forEach(kind -> assertAlike(
                        kind,
                        caller(kind).get("api/user_tokens/search?login=" + plain),
                        caller(kind).get("api/user_tokens/search?login=" + encoded)));
    }

    @Test
    void aListWithoutALoginIsTheCallersOwn() {
        for (var kind : List.of("user token", "user password")) {
            assertAlike(
                    kind,
                    caller(kind).get("api/user_tokens/search"),
                    caller(kind).get("api/user_tokens/search", "login", LOGIN));
        }
    }

    /** The server may record a use between two answers. */
    private static String exceptUses(Answer answer) {
        return answer.text().replaceAll("\"lastConnection\\w+\":\"[^\"]*\",?", "");
    }

    /** Without those of the single answer; JAX-RS sends a long one in chunks. */
    private static Map<String, List<String>> headers(Answer answer) {
        var headers = new TreeMap<>(answer.headers().map());
        List.of("date", "x-request-id", "content-length", "transfer-encoding").forEach(headers::remove);
        return headers;
    }

    private static void assertAlike(String kind, Answer one, Answer other) {
        assertThat(one.status()).as(kind).isEqualTo(other.status());
        assertThat(exceptUses(one)).as(kind).isEqualTo(exceptUses(other));
        assertThat(headers(one)).as(kind).isEqualTo(headers(other));
        assertThat(one.headers().firstValue("Content-Type")).as(kind).contains("application/json");
    }

    @Test
    void anAnalysisTokenDoesNotChangeThePassword() {
        assertThat(caller("global analysis token")
                        .post(
                                "api/users/change_password",
                                "login",
                                LOGIN,
                                "previousPassword",
                                PASSWORD,
                                "password",
                                "an0ther Corr3ct Horse")
                        .status())
                .isEqualTo(403);
        assertThat(caller("user password").get("api/users/current").status()).isEqualTo(200);
    }

    private static Api caller(String kind) {
        return Objects.requireNonNull(CALLERS.get(kind));
    }

    private static Stream<Line> lines() {
        try (var file = Objects.requireNonNull(CallersIT.class.getResourceAsStream("callers.csv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(Line::parse)
                            .toList()
                            .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
