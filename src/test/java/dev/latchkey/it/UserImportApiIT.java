package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports of users through the API. */
@OnEveryServer
class UserImportApiIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";

    private final Api admin = LatchkeyServer.shared().admin();

    private final String suffix = UUID.randomUUID().toString();

    @Test
    void importsAFileOnceAndThenFindsNothingToDo() {
        var group = "devs-" + suffix;
        admin.post("api/user_groups/create", "name", group);
        var csv = "login,name,email,groups\nann-%1$s,Ann Smith,ann@example.org,%2$s|users\nbob-%1$s,\"Bob, Dr.\",,\n"
                .formatted(suffix, group);

        var dry = send("?dryRun=true", csv).json();
        assertThat(dry.getInt("creates")).isEqualTo(2);
        assertThat(dry.containsKey("taskId")).isFalse();
        assertThat(users("ann-" + suffix)).isEmpty();

        var ended = imported(csv);
        assertThat(ended.getString("state")).isEqualTo("DONE");
        assertThat(ended.getInt("done")).isEqualTo(2);
        assertThat(user("ann-" + suffix).getString("email")).isEqualTo("ann@example.org");
        assertThat(user("ann-" + suffix).getJsonArray("groups").toString()).contains(group);
        assertThat(user("bob-" + suffix).getString("name")).isEqualTo("Bob, Dr.");

        var again = send("?dryRun=true", csv).json();
        assertThat(again.getInt("unchanged")).isEqualTo(2);
        var changed =
                send("?dryRun=true", csv.replace("Ann Smith", "Ann Brown")).json();
        assertThat(changed.getInt("updates")).isEqualTo(1);
    }

    @Test
    void nobodySignsInAsAnImportedUserBeforeThereIsAPassword() {
        var login = "new-" + suffix;
        imported("login,name\n" + login + ",New\n");

        assertThat(admin.anonymous()
                        .withPassword(login, "")
                        .get("api/users/current")
                        .status())
                .isEqualTo(401);
        admin.post("api/users/change_password", "login", login, "password", PASSWORD);
        assertThat(admin.anonymous()
                        .withPassword(login, PASSWORD)
                        .get("api/users/current")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void saysWhatIsWrongWithALineAndLeavesItOut() {
        var gone = "gone-" + suffix;
        admin.post("api/users/create", "login", gone, "name", "Gone", "password", PASSWORD);
        admin.post("api/users/deactivate", "login", gone);

        var answer = send(
                        "?dryRun=true",
                        "login,name,email,groups\nx,X,,\nok-%1$s,,no address,no such group\n%2$s,Back,,\n"
                                .formatted(suffix, gone))
                .json();

        assertThat(answer.getInt("faulty")).isEqualTo(3);
        var faults = answer.getJsonArray("faults").getValuesAs(JsonObject.class);
        assertThat(faults.get(0).getInt("line")).isEqualTo(2);
        assertThat(faults.get(0).getJsonArray("msgs").toString()).contains("The login must be");
        assertThat(faults.get(1).getJsonArray("msgs").toString())
                .contains("The name must be", "The email must have", "The group 'no such group' does not exist");
        assertThat(faults.get(2).getJsonArray("msgs").toString()).contains("is deactivated");
    }

    @Test
    void aLongNameHoldsUpNoOtherLine() {
        var lines = IntStream.range(0, 100)
                .mapToObj(number -> "n%d-%s,Name,,\n".formatted(number, suffix))
                .collect(Collectors.joining());
        var longest = "%s,%s,%s@example.org,\n"
                .formatted(("l-" + suffix + "a".repeat(255)).substring(0, 99), "\u0130".repeat(200), "x".repeat(88));

        var ended = imported("login,name,email,groups\n" + longest + lines);

        assertThat(ended.getString("state")).isEqualTo("DONE");
        assertThat(ended.getInt("done")).isEqualTo(101);
        assertThat(ended.getInt("failed")).isZero();
    }

    @Test
    void linesWhoseLoginsDifferInCaseAloneAreOfOneUser() {
        var login = "Ann-" + suffix;
        var csv = "login,name\n" + login + ",Ann\n" + login.toUpperCase(Locale.ROOT) + ",Another\n";

        var dry = send("?dryRun=true", csv).json();
        assertThat(dry.getInt("creates")).isEqualTo(1);
        assertThat(dry.getJsonArray("faults").toString()).contains("already appears in line 2");

        imported("login,name\n" + login + ",Ann\n");
        assertThat(imported("login,name\n" + login.toUpperCase(Locale.ROOT) + ",Ann Smith\n")
                        .getInt("done"))
                .isEqualTo(1);
        assertThat(user(login).getString("login")).isEqualTo(login);
        assertThat(user(login).getString("name")).isEqualTo("Ann Smith");
    }

    @Test
    void groupsAreFoundHoweverTheSpreadsheetWritesThem() {
        var piped = "a|b " + suffix;
        var cafe = "Caf\u00E9 " + suffix;
        admin.post("api/user_groups/create", "name", piped);
        admin.post("api/user_groups/create", "name", cafe);

        imported("sep=;\r\nLogin;Name;Groups;;\r\nin-%1$s;In;\"\"\"%2$s\"\"|Cafe\u0301 %1$s\";;\r\n;;;;\r\n"
                .formatted(suffix, piped));

        assertThat(user("in-" + suffix).getJsonArray("groups").toString()).contains(piped, cafe);
    }

    @Test
    void aLongerFileIsRefusedInWords() {
        assertThat(send("", "x".repeat(20 * 1024 * 1024 + 1)).errors())
                .singleElement()
                .asString()
                .contains("at most 20 MiB");
    }

    @ParameterizedTest
    @CsvSource({
        "login;mail, 'Line 1, column 2 of the file: ''mail'''",
        "'', at least one user",
        "login, columns",
        "'login,name', at least one user",
        "'login,name\na,\"b\" c', quotation"
    })
    void refusesWhatIsNoFileOfUsers(String csv, String words) {
        var answer = send("", csv);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).singleElement().asString().contains(words);
    }

    @Test
    void nobodyBecomesAnAdministratorByTheWay() {
        var csv = "login,name,groups\nann-%1$s,Ann,administrators|users\nbob-%1$s,Bob,users\n".formatted(suffix);
        assertThat(send("?dryRun=true", csv).json().getInt("administrators")).isEqualTo(1);

        var refused = send("", csv);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).containsExactly("1 line grants administrator rights. Confirm this first.");
        assertThat(users("ann-" + suffix)).isEmpty();

        Tasks.ended(admin, send("?administrators=true", csv).json().getString("taskId"));
        assertThat(user("ann-" + suffix).getJsonArray("groups").toString()).contains("administrators");
        var again = send("?dryRun=true", csv).json();
        assertThat(again.getInt("unchanged")).isEqualTo(2);
        assertThat(again.getInt("administrators")).isZero();
    }

    @Test
    void onlyAdministratorsImport() {
        var login = "plain-" + suffix;
        admin.post("api/users/create", "login", login, "name", "Plain", "password", PASSWORD);
        var user = admin.anonymous().withPassword(login, PASSWORD);

        assertThat(send(user, "", "login,name\nann-" + suffix + ",Ann\n").status())
                .isEqualTo(403);
        assertThat(user.get("api/background_tasks/show", "id", "1").status()).isEqualTo(403);
        assertThat(user.post("api/background_tasks/cancel", "id", "1").status()).isEqualTo(403);
    }

    private JsonObject imported(String csv) {
        var task = send("", csv).json().getString("taskId");
        for (int i = 0; i < 1000; i++) {
            var shown =
                    admin.get("api/background_tasks/show", "id", task).json().getJsonObject("task");
            if (!shown.getString("state").equals("RUNNING")) {
                return shown;
            }
        }
        throw new AssertionError("The import does not end");
    }

    private JsonObject user(String login) {
        return users(login).get(0);
    }

    private List<JsonObject> users(String login) {
        return admin.get("api/users/search", "q", login)
                .json()
                .getJsonArray("users")
                .getValuesAs(JsonObject.class);
    }

    private Answer send(String query, String csv) {
        return send(admin, query, csv);
    }

    private Answer send(Api caller, String query, String csv) {
        return caller.send(caller.request("api/users/import" + query)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv)));
    }
}
