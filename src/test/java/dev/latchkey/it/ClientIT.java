package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.StringReader;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A customer's program on the Jakarta REST client creates users, generates tokens and revokes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@OnEveryServer
class ClientIT {

    private static final List<String> PEOPLE =
            List.of("client.ada", "client.bo", "client.cy", "client.di", "client.ed");

    private final Client client = ClientBuilder.newClient();
    private final String administrator = "Bearer "
            + LatchkeyServer.shared()
                    .admin()
                    .post("api/user_tokens/generate", "name", "client")
                    .json()
                    .getString("token");

    @Test
    void bringsPeopleInAndGivesThemTokens() {
        var expiration = LocalDate.now(Clock.systemUTC()).plusDays(30);
        var tokens = new LinkedHashMap<String, String>();
        for (var login : PEOPLE) {
            var created = post(
                    administrator,
                    "users/create",
                    Map.of("login", login, "name", "Client", "password", Secrets.remember("Corr3ct-Horse-42!")));
            assertThat(created.getJsonObject("user").getBoolean("active")).isTrue();
            var generated = post(
                    administrator,
                    "user_tokens/generate",
                    Map.of("login", login, "name", "ci", "expirationDate", expiration.toString()));
            assertThat(generated.getString("expirationDate")).isEqualTo(expiration + "T00:00:00+0000");
            tokens.put(login, Secrets.remember(generated.getString("token")));
        }

        assertThat(loginsByTwo("client.")).isEqualTo(PEOPLE);

        tokens.forEach((login, token) -> {
            assertThat(get("Bearer " + token, "users/current", Map.of()).getString("login"))
                    .isEqualTo(login);
            assertThatExceptionOfType(ForbiddenException.class)
                    .isThrownBy(() -> get("Bearer " + token, "user_tokens/search", Map.of("login", "admin")));
        });

        for (var login : PEOPLE) {
            var revoked = request(client.target(address("user_tokens/revoke")).request(), administrator)
                    .post(form(Map.of("login", login, "name", "ci")));
            assertThat(revoked.getStatus()).isEqualTo(204);
            assertThatExceptionOfType(NotAuthorizedException.class)
                    .isThrownBy(() -> get("Bearer " + tokens.get(login), "users/current", Map.of()))
                    .satisfies(refused ->
                            assertThat(refused.getChallenges().toString()).contains("invalid_token"));
        }
    }

    @Test
    void readsWhatIsWrong() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> post(
                        administrator,
                        "users/create",
                        Map.of("login", "a b", "name", "n", "password", "Corr3ct-Horse-42!")))
                .satisfies(refused -> assertThat(json(refused.getResponse().readEntity(String.class))
                                .getJsonArray("errors")
                                .getJsonObject(0)
                                .getString("msg"))
                        .contains("login"));
    }

    /** The example of docs/web-api.md. */
    @Test
    void generatesATokenUsesItAndRevokesIt() {
        var administrator = this.administrator.substring("Bearer ".length());
        var url = LatchkeyServer.shared().baseUri().resolve("api");
        var tomorrow = LocalDate.now(Clock.systemUTC()).plusDays(1).toString();
        String login;
        try (var client = ClientBuilder.newClient()) {
            var api = client.target(url);
            var order = new Form("name", "nightly").param("expirationDate", tomorrow);
            var generated = api.path("user_tokens/generate")
                    .request()
                    .header("Authorization", "Bearer " + administrator)
                    .post(Entity.form(order), String.class);
            var token =
                    Json.createReader(new StringReader(generated)).readObject().getString("token");

            var caller = api.path("users/current")
                    .request()
                    .header("Authorization", "Bearer " + token)
                    .get(String.class);
            login = Json.createReader(new StringReader(caller)).readObject().getString("login");

            api.path("user_tokens/revoke")
                    .request()
                    .header("Authorization", "Bearer " + administrator)
                    .post(Entity.form(new Form("name", "nightly")), String.class);
        }
        assertThat(login).isEqualTo("admin");
        assertThat(get(this.administrator, "user_tokens/search", Map.of())
                        .getJsonArray("userTokens")
                        .getValuesAs(JsonObject.class))
                .noneMatch(token -> token.getString("name").equals("nightly"));
    }

    /** Reads every page. */
    private List<String> loginsByTwo(String text) {
        var logins = new ArrayList<String>();
        for (int page = 1; ; page++) {
            var found = get(administrator, "users/search", Map.of("q", text, "ps", "2", "p", Integer.toString(page)));
            found.getJsonArray("users")
                    .getValuesAs(JsonObject.class)
                    .forEach(user -> logins.add(user.getString("login")));
            if (page * 2 >= found.getJsonObject("paging").getInt("total")) {
                return logins;
            }
        }
    }

    private JsonObject get(String authorization, String call, Map<String, String> parameters) {
        var target = client.target(address(call));
        for (var parameter : parameters.entrySet()) {
            target = target.queryParam(parameter.getKey(), parameter.getValue());
        }
        return json(request(target.request(MediaType.APPLICATION_JSON), authorization)
                .get(String.class));
    }

    private JsonObject post(String authorization, String call, Map<String, String> parameters) {
        return json(request(client.target(address(call)).request(MediaType.APPLICATION_JSON), authorization)
                .post(form(parameters), String.class));
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static Invocation.Builder request(Invocation.Builder request, String authorization) {
        return request.header(HttpHeaders.AUTHORIZATION, authorization);
    }

    private static Entity<Form> form(Map<String, String> parameters) {
        var form = new Form();
        parameters.forEach(form::param);
        return Entity.form(form);
    }

    private static String address(String call) {
        return LatchkeyServer.shared().baseUri().resolve("api/" + call).toString();
    }
}
