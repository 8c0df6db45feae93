package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token gets a new value without an outage. */
@OnEveryDatabase
@OnEveryServer
class RotationIT {

    private final LatchkeyServer server;
    private final Api admin;
    private final String name = "rotation-" + UUID.randomUUID();

    RotationIT() {
        server = LatchkeyServer.shared();
        admin = server.admin();
    }

    @Test
    void bothValuesWorkDuringTheOverlap() {
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        var former = generate("expirationDate", day.toString());

        var rotated = rotate(admin);

        assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
        assertThat(rotated.json().getString("name")).isEqualTo(name);
        assertThat(rotated.json().getString("expirationDate")).isEqualTo(day + "T00:00:00+0000");
        var value = rotated.json().getString("token");
        assertThat(value).isNotEqualTo(former);
        assertThat(statusWith(former)).isEqualTo(200);
        assertThat(statusWith(value)).isEqualTo(200);
        assertThat(listed().getJsonObject("former").getString("hint")).isEqualTo("lku_…" + former.substring(36));
        assertThat(listed().getString("hint")).isEqualTo("lku_…" + value.substring(36));
    }

    @Test
    void withoutAnOverlapTheFormerValueEndsAtOnce() {
        var former = generate();

        var value = rotate(admin, "overlap", "0").json().getString("token");

        assertThat(statusWith(former)).isEqualTo(401);
        assertThat(statusWith(value)).isEqualTo(200);
        assertThat(listed().containsKey("former")).isFalse();
    }

    @Test
    void theFirstUseOfTheNewValueEndsTheFormer() {
        var former = generate();

        var value = rotate(admin, "untilFirstUse", "true").json().getString("token");

        assertThat(statusWith(former)).isEqualTo(200);
        assertThat(statusWith(value)).isEqualTo(200);
        assertThat(statusWith(former)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "24"})
    void ofSeveralAtOnceExactlyOneSucceeds(String overlap) throws Exception {
        generate();
        var start = new CountDownLatch(1);
        Callable<Integer> rotation = () -> {
            start.await();
            return rotate(admin, "overlap", overlap).status();
        };
        var threads = Executors.newFixedThreadPool(4);
        try {
            var answers =
                    Stream.generate(() -> threads.submit(rotation)).limit(4).toList();
            start.countDown();

            assertThat(answers)
                    .extracting(answer -> answer.get())
                    .containsOnlyOnce(200)
                    .containsOnly(200, 409);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void duringTheOverlapAnotherRotationIsRefusedInWords() {
        generate();
        var value = rotate(admin).json().getString("token");
        assertThat(statusWith(value)).isEqualTo(200);

        var refused = rotate(admin);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errors().get(0)).contains("previous value", "is still valid");
    }

    @Test
    void revokingTheNameRevokesBothValues() {
        var former = generate();
        var value = rotate(admin).json().getString("token");

        admin.post("api/user_tokens/revoke", "name", name);

        assertThat(statusWith(former)).isEqualTo(401);
        assertThat(statusWith(value)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void revokingOneValueAmongManyTokensRevokesBoth(boolean theFormer) {
        var former = generate();
        var value = rotate(admin, "untilFirstUse", "true").json().getString("token");
        var found = admin.post("api/user_tokens/find", "token", theFormer ? former : value);

        var task = admin.post(
                "api/user_tokens/bulk_revoke",
                "ids",
                found.json().getJsonObject("userToken").getString("id"),
                "reason",
                "LEAKED");

        assertThat(Tasks.ended(admin, task.json().getString("taskId")).getInt("done"))
                .isEqualTo(2);
        assertThat(statusWith(former)).isEqualTo(401);
        assertThat(statusWith(value)).isEqualTo(401);
    }

    @Test
    void whatLeakedEndsWithEverythingThatComesFromIt() {
        var leaked = admin.withBearer(generate());
        var id = listed().getString("id");
        var child = leaked.post("api/user_tokens/generate", "name", name + "-child")
                .json()
                .getString("token");
        var former = generated(admin, name + "-other");
        var grandchild = admin.withBearer(child)
                .post("api/user_tokens/rotate", "name", name + "-other", "overlap", "0")
                .json()
                .getString("token");
        assertThat(statusWith(former)).isEqualTo(401);
        var bystander = generated(admin, name + "-bystander");

        var preview = admin.post("api/user_tokens/bulk_revoke", "ids", id, "reason", "LEAKED", "dryRun", "true")
                .json();
        assertThat(preview.getInt("count")).isEqualTo(1);
        assertThat(preview.getJsonObject("descendants").getInt("count")).isEqualTo(2);
        assertThat(preview.getJsonObject("descendants")
                        .getJsonArray("userTokens")
                        .getValuesAs(JsonObject.class))
                .extracting(token -> token.getString("name"))
                .containsExactlyInAnyOrder(name + "-child", name + "-other");
        var found = admin.get("api/user_tokens/search_all", "lineage", id, "status", "ALL")
                .json();
        assertThat(found.getJsonArray("userTokens").getValuesAs(JsonObject.class))
                .extracting(token -> token.getString("name"), token -> token.getString("createdByToken", ""))
                .contains(tuple(name + "-child", name), tuple(name + "-other", name + "-child"));

        var task = admin.post("api/user_tokens/bulk_revoke", "ids", id, "reason", "LEAKED");
        var ended = Tasks.ended(admin, task.json().getString("taskId"));

        assertThat(ended.getInt("done")).isEqualTo(3);
        assertThat(ended.getInt("total")).isEqualTo(3);
        assertThat(leaked.get("api/users/current").status()).isEqualTo(401);
        assertThat(statusWith(child)).isEqualTo(401);
        assertThat(statusWith(grandchild)).isEqualTo(401);
        assertThat(statusWith(bystander)).isEqualTo(200);
        var log = admin.get("api/audit_log/search", "lineage", id, "action", "TOKEN_REVOKED")
                .json();
        assertThat(log.getJsonArray("entries").getValuesAs(JsonObject.class))
                .filteredOn(entry ->
                        entry.getJsonObject("details").getString("reason").equals("LEAKED"))
                .extracting(entry -> entry.getString("thingName"))
                .containsExactlyInAnyOrder(name, name + "-child", name + "-other");
        var used = admin.get("api/audit_log/search", "token", id, "action", "TOKEN_GENERATED")
                .json();
        assertThat(used.getJsonArray("entries").getValuesAs(JsonObject.class))
                .extracting(entry -> entry.getString("thingName"))
                .containsExactlyInAnyOrder(name, name + "-child");
    }

    private static String generated(Api caller, String name) {
        return caller.post("api/user_tokens/generate", "name", name).json().getString("token");
    }

    @Test
    void theFormerValueDoesNotTakeThePlaceOfTheNewOne() {
        var former = generate();
        rotate(admin);

        assertThat(admin.withBearer(former).post("api/user_tokens/rotate").status())
                .isEqualTo(409);
    }

    @Test
    void aTokenRotatesItselfWithoutAName() {
        var value = generate();

        var rotated = admin.withBearer(value).post("api/user_tokens/rotate");

        assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
        assertThat(rotated.json().getString("name")).isEqualTo(name);
    }

    @Test
    void whatIsNotThereCannotBeRotated() {
        assertThat(rotate(admin).status()).isEqualTo(404);
        assertThat(rotate(admin, "login", "nobody-" + name).status()).isEqualTo(404);
        var withoutAToken = server.api().asAdmin();
        assertThat(withoutAToken.post("api/user_tokens/rotate").status()).isEqualTo(400);
        assertThat(rotate(admin, "overlap", "169").status()).isEqualTo(400);
        assertThat(rotate(admin, "overlap", "1", "untilFirstUse", "true").status())
                .isEqualTo(400);
    }

    private String generate(String... parameters) {
        var answer = admin.post("api/user_tokens/generate", named(parameters));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().getString("token");
    }

    private Answer rotate(Api caller, String... parameters) {
        return caller.post("api/user_tokens/rotate", named(parameters));
    }

    private String[] named(String... parameters) {
        return Stream.concat(Stream.of("name", name), Stream.of(parameters)).toArray(String[]::new);
    }

    private int statusWith(String token) {
        return admin.withBearer(token).get("api/users/current").status();
    }

    private JsonObject listed() {
        return admin
                .get("api/user_tokens/search")
                .json()
                .getJsonArray("userTokens")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(token -> token.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
