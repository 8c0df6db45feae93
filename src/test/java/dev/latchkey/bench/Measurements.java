package dev.latchkey.bench;

import dev.latchkey.it.Api;
import dev.latchkey.it.LatchkeyServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The measurements, on a server with a full database. */
final class Measurements {

    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    /** Calls per address, one at a time. */
    private static final int CALLS = 40;

    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** The bulk revocation at the end covers active tokens older than this, about a tenth of all. */
    private static final int DAYS_OF_THE_OLD = 355;

    private final LatchkeyServer server;
    private final int port;
    private final Report report;

    Measurements(LatchkeyServer server, Report report) {
        this.server = server;
        this.port = server.port();
        this.report = report;
    }

    /**
     * @param rich the login of a user with a thousand tokens
     * @param others the logins of users with ten
     */
    void take(String rich, List<String> others) throws Exception {
        var administrator = Requests.bearer(server.admin()
                .post("api/user_tokens/generate", "name", "benchmark")
                .json()
                .getString("token"));

        var memory = ServerMemory.of(server.pid());
        report.header(CONNECTIONS + " connections");
        var tokens = generate(administrator, others);
        report.memory(memory);
        validate(tokens);
        report.memory(memory);
        revoke(administrator, tokens);
        report.memory(memory);

        report.header("One connection: users/search");
        for (var each : searches().entrySet()) {
            latency(each.getKey(), administrator, "/api/users/search?ps=20&", each.getValue());
        }
        report.memory(memory);
        report.header("One connection: the Users page");
        var session = session();
        for (var each : pages().entrySet()) {
            latency(each.getKey(), session, "/user/list?", each.getValue());
        }
        report.memory(memory);
        report.header("One connection: user_tokens/search");
        latency("of users with ten", administrator, "/api/user_tokens/search?", logins(others));
        latency(
                "of a user with 1,000",
                administrator,
                "/api/user_tokens/search?",
                List.of(Requests.pair("login", rich)));
        report.memory(memory);

        report.header("One connection: user_tokens/search_all");
        for (var each : inventories().entrySet()) {
            latency(each.getKey(), administrator, "/api/user_tokens/search_all?ps=20&", each.getValue());
        }
        report.memory(memory);
        report.header("One connection: the Tokens page");
        for (var each : inventories().entrySet()) {
            latency(each.getKey(), session, "/inventory/list?", each.getValue());
        }
        report.memory(memory);

        report.header("One connection: audit_log/search");
        var logs = logs(others.get(0));
        for (var each : logs.entrySet()) {
            latency(each.getKey(), administrator, "/api/audit_log/search?ps=20&", each.getValue());
        }
        report.memory(memory);
        report.header("One connection: the Audit log page");
        for (var each : logs.entrySet()) {
            latency(each.getKey(), session, "/audit/list?", each.getValue());
        }
        report.memory(memory);

        report.title("Once: long work");
        bulkRevoke(server.admin());
        report.memory(memory);
        verify(server.admin());
        report.memory(memory);
    }

    /** @return each user's generated token, by the user's number */
    private Map<Integer, GeneratedToken> generate(String administrator, List<String> others)
            throws IOException, InterruptedException {
        var generated = Collections.synchronizedMap(new TreeMap<Integer, GeneratedToken>());
        var load = Load.of(port, CONNECTIONS, LONGEST, others.size(), (connection, number) -> {
            var login = others.get(number);
            var name = "benchmark-" + number;
            var answer = connection.send(Requests.post(
                    "/api/user_tokens/generate",
                    administrator,
                    Requests.pair("name", name) + "&" + Requests.pair("login", login)));
            generated.put(number, new GeneratedToken(login, name, value(answer.text())));
        });
        report.row("user_tokens/generate", load);
        return generated;
    }

    private record GeneratedToken(String login, String name, String value) {}

    private static String value(String json) {
        var start = json.indexOf("\"token\":\"") + 9;
        return json.substring(start, json.indexOf('"', start));
    }

    private void validate(Map<Integer, GeneratedToken> tokens) throws IOException, InterruptedException {
        var ping = Requests.get("/api/system/ping", "");
        var validations = tokens.values().stream()
                .map(token -> Requests.get("/api/authentication/validate", Requests.bearer(token.value())))
                .toList();
        Load.Call constant = (connection, number) -> connection.send(ping);
        Load.Call validation = (connection, number) -> {
            var answer = connection.send(validations.get(number % validations.size()));
            if (!answer.text().contains("true")) {
                throw new IOException("A good token is not good: " + answer.text());
            }
        };
        Load.of(port, CONNECTIONS, WARM_UP, Integer.MAX_VALUE, constant);
        Load.of(port, CONNECTIONS, WARM_UP, Integer.MAX_VALUE, validation);
        var constants = new ArrayList<Load>();
        var checks = new ArrayList<Load>();
        for (int i = 0; i < ROUNDS; i++) {
            constants.add(Load.of(port, CONNECTIONS, ROUND, Integer.MAX_VALUE, constant));
            checks.add(Load.of(port, CONNECTIONS, ROUND, Integer.MAX_VALUE, validation));
        }
        report.row(
                "system/ping, a constant", constants.stream().reduce(Load::and).orElseThrow());
        report.row(
                "authentication/validate with a Bearer token",
                checks.stream().reduce(Load::and).orElseThrow());
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < ROUNDS; i++) {
            ratios.add(checks.get(i).rate() / constants.get(i).rate());
        }
        Collections.sort(ratios);
        report.line(
                "%-58s %8.2f (%.2f–%.2f in %d rounds)",
                "  validate to ping", ratios.get(ROUNDS / 2), ratios.get(0), ratios.get(ROUNDS - 1), ROUNDS);
    }

    private void revoke(String administrator, Map<Integer, GeneratedToken> tokens)
            throws IOException, InterruptedException {
        var all = List.copyOf(tokens.values());
        report.row(
                "user_tokens/revoke",
                Load.of(
                        port,
                        CONNECTIONS,
                        LONGEST,
                        all.size(),
                        (connection, number) -> connection.send(Requests.post(
                                "/api/user_tokens/revoke",
                                administrator,
                                Requests.pair("name", all.get(number).name())
                                        + "&"
                                        + Requests.pair("login", all.get(number).login())))));
    }

    /** Search texts by description of how many users they match. */
    private static final Map<String, String> TEXTS = inOrder(
            "a text in all", "example.org",
            "a text in every third", "er",
            "a text in every sixteenth", "anna",
            "a text in every 368th", "anna adler",
            "a text in one", ".54321@",
            "a text in nobody", "zzzz");

    private static Map<String, List<String>> searches() {
        var searches = new LinkedHashMap<String, List<String>>();
        TEXTS.forEach((words, text) -> searches.put(words, List.of(Requests.pair("q", text))));
        searches.put("no text", List.of(""));
        searches.put("no text, deep pages", List.of("p=2000", "p=4000"));
        searches.put("deactivated users", List.of("deactivated=true"));
        searches.put(
                "last connected before, or after",
                List.of("lastConnectedBefore=" + day(90), "lastConnectedAfter=" + day(30)));
        return searches;
    }

    private static Map<String, List<String>> pages() {
        var pages = new LinkedHashMap<String, List<String>>();
        pages.put("no text", List.of(""));
        TEXTS.forEach((words, text) -> pages.put(words, List.of(Requests.pair("q", text))));
        for (var sort : List.of("name", "-name", "lastConnection", "-lastConnection")) {
            pages.put("sorted by " + sort, List.of("sort=" + sort));
            pages.put(
                    "sorted by " + sort + ", deep pages",
                    List.of("sort=" + sort + "&page=2000", "sort=" + sort + "&page=4000"));
        }
        pages.put("page 2", List.of("page=2"));
        pages.put("deep pages", List.of("page=2000", "page=4000"));
        pages.put("deactivated users", List.of("status=DEACTIVATED"));
        pages.put("all users", List.of("status=ALL"));
        return pages;
    }

    private static Map<String, List<String>> inventories() {
        var filters = new LinkedHashMap<String, List<String>>();
        filters.put("the newest", List.of(""));
        filters.put("sorted by name, last use, expiration", List.of("sort=NAME", "sort=LAST_USE", "sort=EXPIRATION"));
        filters.put("sorted by owner", List.of("sort=OWNER"));
        filters.put("of an owner", List.of("owner=.54321@"));
        filters.put("of owners of a common name", List.of("owner=anna"));
        filters.put("unused for 90 days", List.of("unusedForDays=90"));
        filters.put("never expiring", List.of("neverExpires=true"));
        filters.put("revoked", List.of("status=REVOKED"));
        return filters;
    }

    private static Map<String, List<String>> logs(String login) {
        var filters = new LinkedHashMap<String, List<String>>();
        filters.put("the newest", List.of(""));
        filters.put("of an action of every tenth", List.of("action=TOKEN_REVOKED"));
        filters.put("of a user", List.of(Requests.pair("user", login)));
        filters.put("a text in one", List.of("q=token-54321"));
        filters.put("a text in one of an action", List.of("q=token-54320&action=TOKEN_REVOKED"));
        filters.put("a text in none of a way in", List.of("q=zzzz&channel=API"));
        return filters;
    }

    private void bulkRevoke(Api admin) {
        var start = System.nanoTime();
        var started = admin.post("api/user_tokens/bulk_revoke", "createdUntil", day(DAYS_OF_THE_OLD))
                .json();
        JsonObject task;
        do {
            task = admin.get("api/background_tasks/show", "id", started.getString("taskId"))
                    .json()
                    .getJsonObject("task");
        } while (task.getString("state").equals("RUNNING"));
        report.work("user_tokens/bulk_revoke", task.getInt("done"), "tokens", System.nanoTime() - start);
    }

    private void verify(Api admin) {
        var start = System.nanoTime();
        var verdict = admin.get("api/audit_log/verify").json();
        if (!verdict.getBoolean("valid")) {
            throw new IllegalStateException(verdict.toString());
        }
        report.work("audit_log/verify", verdict.getInt("entries"), "entries", System.nanoTime() - start);
    }

    private static String day(int ago) {
        return LocalDate.now(ZoneOffset.UTC).minusDays(ago).toString();
    }

    private static List<String> logins(List<String> others) {
        return others.stream()
                .limit(CALLS)
                .map(login -> Requests.pair("login", login))
                .toList();
    }

    private void latency(String words, String credentials, String path, List<String> queries)
            throws IOException, InterruptedException {
        Load.Call call = (connection, number) ->
                connection.send(Requests.get(path + queries.get(number % queries.size()), credentials));
        Load.of(port, 1, LONGEST, CALLS / 4, call);
        report.row("  " + words, Load.of(port, 1, LONGEST, CALLS, call));
    }

    /** The cookie header of the administrator's session. */
    private String session() throws IOException {
        try (var connection = new KeepAlive(port)) {
            var form = Requests.pair("login", LatchkeyServer.ADMIN_LOGIN) + "&"
                    + Requests.pair("password", LatchkeyServer.ADMIN_PASSWORD);
            var head = connection
                    .send(Requests.post("/api/authentication/login", "", form))
                    .head();
            return head.lines()
                    .filter(line -> line.startsWith("Set-Cookie: "))
                    .map(line -> line.substring("Set-Cookie: ".length()).split(";")[0])
                    .collect(Collectors.joining("; ", "Cookie: ", ""));
        }
    }

    private static Map<String, String> inOrder(String... namesAndValues) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
