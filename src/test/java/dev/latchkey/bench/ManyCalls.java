package dev.latchkey.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The searches and filters of one reader at a time: one note for each list, with the fastest and the slowest. */
final class ManyCalls {

    private static final Duration TIME = Duration.ofSeconds(1);

    /** Search texts by description of how many users they match. */
    private static final Map<String, String> TEXTS = inOrder(
            "a text in all", "example.org",
            "a text in every third", "er",
            "a text in every sixteenth", "anna",
            "a text in every 368th", "anna adler",
            "a text in one", "name4321@",
            "a text of no user", "zzzz");

    private final int port;
    private final Report report;
    private final String administrator;
    private final String session;
    private final Measurements.Known known;

    ManyCalls(int port, Report report, String administrator, String session, Measurements.Known known) {
        this.port = port;
        this.report = report;
        this.administrator = administrator;
        this.session = session;
        this.known = known;
    }

    void take() throws IOException {
        all("users/search", administrator, "/api/users/search?ps=20&", searches());
        all("The Users page", session, "/user/list?", pages());
        all(
                "user_tokens/search of the user with the most tokens",
                administrator,
                "/api/user_tokens/search?",
                Map.of("all", Call.pair("login", known.rich())));
        all("user_tokens/search_all", administrator, "/api/user_tokens/search_all?ps=20&", inventories());
        all("The Tokens page", session, "/inventory/list?", inventories());
        all("audit_log/search", administrator, "/api/audit_log/search?ps=20&", logs());
        all("The Audit log page", session, "/audit/list?", logs());
    }

    private void all(String list, String credentials, String path, Map<String, String> queries) throws IOException {
        var fastest = Double.MAX_VALUE;
        var slowest = 0.0;
        var slowestQuery = "";
        var worst = 0.0;
        for (var query : queries.entrySet()) {
            var call = Call.of(query.getKey(), port, List.of(Call.get(path + query.getValue(), credentials)), "200");
            Load.of(call, 1, TIME);
            var load = Load.of(call, 1, TIME);
            fastest = Math.min(fastest, load.percentile(50));
            worst = Math.max(worst, load.percentile(99));
            if (load.percentile(50) > slowest) {
                slowest = load.percentile(50);
                slowestQuery = query.getKey();
            }
        }
        report.note(
                "%s, one reader, %d kinds of queries: p50 %s to %s ms (%s), p99 up to %s ms.",
                list,
                queries.size(),
                Report.significant(fastest),
                Report.significant(slowest),
                slowestQuery,
                Report.significant(worst));
    }

    private static Map<String, String> searches() {
        var searches = new LinkedHashMap<String, String>();
        TEXTS.forEach((words, text) -> searches.put(words, Call.pair("q", text)));
        searches.put("no text", "");
        searches.put("deactivated users", "deactivated=true");
        searches.put("last connected before", "lastConnectedBefore=" + Measurements.day(90));
        searches.put("last connected after", "lastConnectedAfter=" + Measurements.day(30));
        return searches;
    }

    private Map<String, String> pages() {
        var deep = "&page=" + known.users() / 20;
        var pages = new LinkedHashMap<String, String>();
        pages.put("no text", "");
        pages.put("the last page", deep);
        TEXTS.forEach((words, text) -> pages.put(words, Call.pair("q", text)));
        for (var sort : List.of("name", "-name", "lastConnection", "-lastConnection")) {
            pages.put("sorted by " + sort, "sort=" + sort);
            pages.put("sorted by " + sort + ", the last page", "sort=" + sort + deep);
        }
        pages.put("deactivated users", "status=DEACTIVATED");
        pages.put("all users", "status=ALL");
        return pages;
    }

    private static Map<String, String> inventories() {
        return inOrder(
                "the newest", "",
                "sorted by name", "sort=NAME",
                "sorted by last use", "sort=LAST_USE",
                "sorted by expiration", "sort=EXPIRATION",
                "sorted by owner", "sort=OWNER",
                "of an owner", "owner=name4321@",
                "of owners of a common name", "owner=anna",
                "unused for 90 days", "unusedForDays=90",
                "never expiring", "neverExpires=true",
                "revoked", "status=REVOKED");
    }

    private Map<String, String> logs() {
        return inOrder(
                "the newest", "",
                "of an action of every tenth", "action=TOKEN_REVOKED",
                "of a user", Call.pair("user", known.logins().get(0)),
                "a text in one", "q=token-54321",
                "a text in one of an action", "q=token-54320&action=TOKEN_REVOKED",
                "a text in none of a way in", "q=zzzz&channel=API");
    }

    private static Map<String, String> inOrder(String... namesAndValues) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
