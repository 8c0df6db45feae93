package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With LATCHKEY_LOG_FORMAT=json, each line is an object, and the lines of a request have its id. */
class JsonLogIT {

    private static final String GIVEN = "given-by.the:proxy/1+2=3";

    @Test
    void eachLineIsAnObjectWithTheIdOfItsRequest() throws UnknownHostException {
        try (var server = LatchkeyServer.startLogging(
                Map.of("LATCHKEY_LOG_FORMAT", "json", "LATCHKEY_TRUSTED_PROXIES", "127.0.0.1"),
                "org.eclipse.persistence.level=ALL")) {
            var proxy = InetAddress.getByName("127.0.0.1");
            var stranger = InetAddress.getByName("127.0.0.2");

            assertThat(id(ask(server, proxy, GIVEN))).isEqualTo(GIVEN);
            var generated = Stream.of(
                            id(ask(server, stranger, "forged")),
                            id(ask(server, proxy, "a \"quote\"")),
                            id(ask(server, proxy, "x".repeat(129))),
                            id(server.api().get("api/nothing")))
                    .toList();
            assertThat(generated).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{16}"));
            server.stop();

            var lines = server.log().lines().map(JsonLogIT::parsed).toList();
            assertThat(lines)
                    .allMatch(line -> line.keySet().containsAll(List.of("time", "level", "logger", "message")));
            assertThat(lines)
                    .extracting(line -> line.getString("request", ""))
                    .contains(GIVEN)
                    .containsAll(generated.subList(0, 3))
                    .doesNotContain("forged", "a \"quote\"", "x".repeat(129));
            assertThat(lines)
                    .filteredOn(line -> line.getString("message").startsWith("Latchkey is "))
                    .hasSize(2)
                    .noneMatch(line -> line.containsKey("request"));
        }
    }

    /** A wrong password, which reads the database. */
    private static Answer ask(LatchkeyServer server, InetAddress from, String id) {
        var answer = RawHttp.send(
                from,
                server.port(),
                "GET /api/users/current HTTP/1.1",
                List.of("X-Request-Id: " + id, "Authorization: Basic bm9ib2R5Ondyb25n"),
                "");
        assertThat(answer.status()).isEqualTo(401);
        return answer;
    }

    private static String id(Answer answer) {
        return answer.headers().firstValue("X-Request-Id").orElseThrow();
    }

    private static JsonObject parsed(String line) {
        try (var reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new AssertionError("Not an object: " + line, e);
        }
    }
}
