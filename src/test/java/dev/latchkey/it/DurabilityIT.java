package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What was acknowledged outlives the process, in the embedded database too. */
class DurabilityIT {

    private static final int ROUNDS = 3;
    private static final int CHANGES = 5;

    @Test
    void aKilledServerRemembersWhatItAcknowledged() {
        try (var server = LatchkeyServer.start(Map.of())) {
            var admin = server.admin();
            var before = names(admin);
            var live = new TreeMap<String, String>();
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < CHANGES; i++) {
                    generate(admin, round + "-" + i, live);
                }
                var revoked = live.pollFirstEntry();
                assertThat(admin.post("api/user_tokens/revoke", "name", revoked.getKey())
                                .status())
                        .isEqualTo(204);
                if (round % 2 == 1) {
                    generate(admin, round + "-last", live);
                }
                server.kill();
                server.restart();

                var names = names(admin);
                names.removeAll(before);
                assertThat(names).isEqualTo(live.keySet());
                assertThat(live.values()).allMatch(token -> isGood(server, token));
                assertThat(isGood(server, revoked.getValue())).isFalse();
            }
        }
    }

    private static void generate(Api admin, String name, Map<String, String> live) {
        var answer = admin.post("api/user_tokens/generate", "name", name);
        live.put(name, answer.json().getString("token"));
    }

    private static Set<String> names(Api admin) {
        return admin
                .get("api/user_tokens/search")
                .json()
                .getJsonArray("userTokens")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(token -> token.getString("name"))
                .collect(Collectors.toSet());
    }

    private static boolean isGood(LatchkeyServer server, String token) {
        return server.api()
                .withBearer(token)
                .get("api/authentication/validate")
                .json()
                .getBoolean("valid");
    }
}
