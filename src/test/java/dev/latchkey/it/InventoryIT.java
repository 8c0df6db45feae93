package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The tokens of everybody through the API. */
@TestInstance(Lifecycle.PER_CLASS)
class InventoryIT {

    private static final String OWNER = "inventory." + System.nanoTime();
    private static final String PASSWORD = "Corr3ct-Horse-42!";

    private final Api admin = LatchkeyServer.shared().api().asAdmin();
    private final Api owner = LatchkeyServer.shared().api().withPassword(OWNER, PASSWORD);

    @BeforeAll
    void createOwner() {
        admin.post("api/users/create", "login", OWNER, "name", "Inventory", "password", PASSWORD);
        for (var name : List.of("b", "c", "a")) {
            admin.post("api/user_tokens/generate", "login", OWNER, "name", name);
        }
        owner.post("api/user_tokens/generate", "name", "own", "expirationDate", "2999-12-31");
        admin.post("api/user_tokens/generate", "login", OWNER, "name", "gone");
        admin.post("api/user_tokens/revoke", "login", OWNER, "name", "gone");
    }

    @Test
    void listsWhatEverybodyHas() {
        var found = admin.get("api/user_tokens/search_all", "owner", OWNER, "sort", "NAME");

        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(names(found.json())).containsExactly("a", "b", "c", "own");
        assertThat(found.json().getInt("total")).isEqualTo(4);
        assertThat(found.json().getBoolean("moreThanTotal")).isFalse();
        assertThat(found.json()).doesNotContainKey("after");
        var own = tokens(found.json()).get(3);
        assertThat(own.getString("login")).isEqualTo(OWNER);
        assertThat(own.getString("createdBy")).isEqualTo(OWNER);
        assertThat(own.getString("hint")).matches("lku_….{4}");
        assertThat(own.getString("expirationDate")).isEqualTo("2999-12-31T00:00:00+0000");
        assertThat(own.getString("status")).isEqualTo("LIVE");
    }

    @Test
    void tellsWhatBecameOfATokenThatEnded() {
        var found = admin.get("api/user_tokens/search_all", "owner", OWNER, "status", "REVOKED");

        var gone = tokens(found.json()).get(0);
        assertThat(gone.getString("name")).isEqualTo("gone");
        assertThat(gone.getString("endReason")).isEqualTo("ADMINISTRATOR");
        assertThat(gone.getString("endedBy")).isEqualTo(LatchkeyServer.ADMIN_LOGIN);
    }

    @Test
    void filtersByCreatorAndExpiration() {
        assertThat(names(admin.get("api/user_tokens/search_all", "owner", OWNER, "creator", OWNER)
                        .json()))
                .containsExactly("own");
        assertThat(names(admin.get("api/user_tokens/search_all", "owner", OWNER, "neverExpires", "true")
                        .json()))
                .containsExactly("a", "c", "b");
        assertThat(names(admin.get("api/user_tokens/search_all", "owner", OWNER, "unusedForDays", "1")
                        .json()))
                .isEmpty();
    }

    @Test
    void goesOnPageByPage() {
        var names = new ArrayList<String>();
        var after = "";
        do {
            var page = admin.get(
                            "api/user_tokens/search_all",
                            "owner",
                            OWNER,
                            "sort",
                            "NAME",
                            "asc",
                            "no",
                            "ps",
                            "1",
                            "after",
                            after)
                    .json();
            names.addAll(names(page));
            after = page.getString("after", "");
        } while (!after.isEmpty());

        assertThat(names).containsExactly("own", "c", "b", "a");
    }

    @Test
    void isForAdministratorsAlone() {
        assertThat(owner.get("api/user_tokens/search_all").status()).isEqualTo(403);
    }

    private static List<String> names(JsonObject page) {
        return tokens(page).stream().map(token -> token.getString("name")).toList();
    }

    private static List<JsonObject> tokens(JsonObject page) {
        return page.getJsonArray("userTokens").getValuesAs(JsonObject.class);
    }
}
