package dev.latchkey.bench;

import dev.latchkey.it.Api;
import dev.latchkey.it.LatchkeyServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The measurements, on a stopped server with a full database. */
final class Measurements {

    private static final int MANY = 16;

    /** The first 30 s of load, in parts of this length. */
    private static final Duration PART = Duration.ofSeconds(5);

    private static final int PARTS = 6;

    /** The part of its warm rate at which a server counts as warmed up. */
    private static final double WARM = 0.7;

    /** Has no divisor in common with the numbers of pages here. */
    private static final int SHUFFLE = 7_919;

    private final LatchkeyServer server;
    private final int port;
    private final Turns turns;
    private final Report report;
    private final Known known;
    private final List<Integer> connections;

    /**
     * What is in the database.
     *
     * @param users the number of active users
     * @param values of tokens
     * @param rich the login of the user with the most tokens
     * @param logins of other active users
     * @param revocable forms, each of which revokes another token
     */
    record Known(int users, List<String> values, String rich, List<String> logins, List<String> revocable) {}

    /** @param connections how many to measure reading calls with, one number after the other */
    Measurements(LatchkeyServer server, Turns turns, Report report, Known known, List<Integer> connections) {
        this.server = server;
        this.port = server.port();
        this.turns = turns;
        this.report = report;
        this.known = known;
        this.connections = connections;
    }

    void take(List<String> groups) throws Exception {
        var check = Call.of(
                "check of a token",
                port,
                known.values().stream()
                        .map(value -> Call.get("/api/authentication/validate", Call.bearer(value)))
                        .toList(),
                "\"valid\":true");
        var start = System.nanoTime();
        server.restartForLong();
        Load.of(check, 1, Duration.ZERO);
        var seconds = (System.nanoTime() - start) / 1e9;
        report.note(
                "The first check was answered %.1f s after the start; resident memory %,d MB then.",
                seconds, ResidentMemory.megabytes(server.pid()));
        if (groups.contains("check")) {
            check(check, groups.contains("cold") ? PARTS : 0);
        }
        var administrator = token("benchmark");
        if (groups.contains("lists")) {
            lists(administrator);
        }
        var session = "Cookie: " + server.sessionCookie();
        if (groups.contains("page")) {
            inTurns(Call.of(
                    "Users page, 50 rows", port, List.of(Call.get("/user/list?rows=50", session)), "<title>Users"));
        }
        if (groups.contains("more")) {
            new ManyCalls(port, report, administrator, session, known).take();
        }
        if (groups.contains("writes")) {
            writes(administrator);
        }
        turns.reportConstants();
        if (groups.contains("more")) {
            verify(server.admin());
        }
        report.note("Resident memory %,d MB at the end.", ResidentMemory.megabytes(server.pid()));
    }

    private void check(Call check, int coldParts) throws IOException {
        var cold = new ArrayList<Double>();
        for (int i = 0; i < coldParts; i++) {
            cold.add(Load.of(check, MANY, PART).rate());
        }
        var warm = inTurns(check);
        if (cold.isEmpty()) {
            return;
        }
        var first = IntStream.range(0, PARTS)
                .filter(part -> cold.get(part) >= WARM * warm)
                .findFirst();
        report.note(
                "Checks per second in each %d s of the first %d s of load: %s. %s.",
                PART.toSeconds(),
                PARTS * PART.toSeconds(),
                cold.stream().map(Report::significant).collect(Collectors.joining(", ")),
                first.isPresent()
                        ? "70 %% of the warm rate from second %d on".formatted(first.getAsInt() * PART.toSeconds())
                        : "70 % of the warm rate was not reached in that time");
    }

    private void lists(String administrator) throws IOException {
        inTurns(Call.of(
                "tokens of one user",
                port,
                known.logins().stream()
                        .map(login -> Call.get("/api/user_tokens/search?" + Call.pair("login", login), administrator))
                        .toList(),
                "\"userTokens\":[{"));
        var last = known.users() / 50;
        users("users, first page of 50", Stream.of("ps=50"), administrator);
        users("users, last page", Stream.of("ps=50&p=" + last), administrator);
        users("users, pages of the middle half", middle(last).mapToObj(page -> "ps=50&p=" + page), administrator);
        users("users, q=name7, page of 50", Stream.of("ps=50&q=name7"), administrator);
    }

    /** The pages between the first and the last quarter, once each and in no order. */
    private static IntStream middle(int last) {
        var pages = Math.max(1, last / 2);
        return IntStream.range(0, pages).map(i -> Math.max(1, last / 4) + i * SHUFFLE % pages);
    }

    private void users(String name, Stream<String> queries, String administrator) throws IOException {
        inTurns(Call.of(
                name,
                port,
                queries.map(query -> Call.get("/api/users/search?" + query, administrator))
                        .toList(),
                "\"users\":[{\"active\":true"));
    }

    /** @return the rate with the last number of connections */
    private double inTurns(Call call) throws IOException {
        Load.untilWarm(call, MANY);
        var rate = 0.0;
        for (var some : connections) {
            rate = turns.measure(call, some).rate();
        }
        return rate;
    }

    /** The header with a new token of the administrator. */
    private String token(String name) {
        return Call.bearer(server.admin()
                .post("api/user_tokens/generate", "name", name)
                .json()
                .getString("token"));
    }

    private void writes(String administrator) throws IOException, InterruptedException {
        // generations with the same token wait for each other
        var callers =
                IntStream.range(0, MANY).mapToObj(i -> token("caller-" + i)).toList();
        var generate = Call.once(
                "generate a token, each caller with its own",
                port,
                IntStream.iterate(0, i -> i + 1)
                        .mapToObj(i -> Call.post(
                                "/api/user_tokens/generate",
                                callers.get(i % MANY),
                                Call.pair(
                                                "login",
                                                known.logins()
                                                        .get(i % known.logins().size()))
                                        + "&name=benchmark-" + i)),
                "\"token\":\"lku_");
        var revoke = Call.once(
                "revoke a token",
                port,
                known.revocable().stream().map(form -> Call.post("/api/user_tokens/revoke", administrator, form)),
                "HTTP/1.1 204");
        for (var call : List.of(generate, revoke)) {
            Load.untilWarm(call, MANY);
            turns.measure(call, MANY);
        }
        bulkRevoke(server.admin());
    }

    private void bulkRevoke(Api admin) throws InterruptedException {
        var start = System.nanoTime();
        var started = admin.post("api/user_tokens/bulk_revoke", "createdUntil", day(Population.DAYS_OF_REVOCABLE + 5))
                .json();
        JsonObject task;
        do {
            TimeUnit.MILLISECONDS.sleep(100);
            task = admin.get("api/background_tasks/show", "id", started.getString("taskId"))
                    .json()
                    .getJsonObject("task");
        } while (task.getString("state").equals("RUNNING"));
        work("Bulk revocation", task.getInt("done"), "tokens", System.nanoTime() - start);
    }

    private void verify(Api admin) {
        var start = System.nanoTime();
        var verdict = admin.get("api/audit_log/verify").json();
        if (!verdict.getBoolean("valid")) {
            throw new IllegalStateException(verdict.toString());
        }
        work("Verification of the audit log", verdict.getInt("entries"), "entries", System.nanoTime() - start);
    }

    private void work(String name, int count, String of, long nanos) {
        report.note("%s: %,d %s in %.1f s, %,.0f per second.", name, count, of, nanos / 1e9, count * 1e9 / nanos);
    }

    static String day(int ago) {
        return LocalDate.now(ZoneOffset.UTC).minusDays(ago).toString();
    }
}
