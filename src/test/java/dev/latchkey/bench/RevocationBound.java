package dev.latchkey.bench;

import dev.latchkey.it.Api;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.Postgres;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Revokes tokens at one of two servers with the same database, both under load, and uses each at the other as soon as
 * the revocation is answered.
 */
final class RevocationBound {

    private static final int CONNECTIONS = 4;
    private static final int CALLERS = 8;
    private static final Duration PART = Duration.ofSeconds(1);

    private final LatchkeyServer one;
    private final LatchkeyServer other;
    private final AtomicBoolean done = new AtomicBoolean();

    private RevocationBound(LatchkeyServer one, LatchkeyServer other) {
        this.one = one;
        this.other = other;
    }

    static String measure(int revocations) throws InterruptedException, ExecutionException {
        var environment = new HashMap<>(new Postgres().environment());
        environment.put("LATCHKEY_LIMIT_GENERATIONS", "100000");
        try (var one = LatchkeyServer.startWithSlowHashing(environment);
                var other = LatchkeyServer.startWithSlowHashing(environment)) {
            return new RevocationBound(one, other).measure(revocations, CALLERS);
        }
    }

    private String measure(int revocations, int callers) throws InterruptedException, ExecutionException {
        var admin = one.admin();
        var checked = generate(admin, "load");
        // a password takes as long to check as the rest together, and calls with one token wait for each other
        var tokens = IntStream.range(0, callers)
                .mapToObj(i -> generate(admin, "caller-" + i))
                .toList();
        var threads = Executors.newCachedThreadPool();
        try {
            var loads = Stream.of(one, other)
                    .map(server -> threads.submit(() -> load(server, checked)))
                    .toList();
            var revoked = IntStream.range(0, callers)
                    .mapToObj(i -> threads.submit(
                            () -> revoke(one.api().withBearer(tokens.get(i)), "short-" + i, revocations / callers)))
                    .toList();
            var seen = Seen.NOTHING;
            for (var part : revoked) {
                seen = seen.and(part.get());
            }
            done.set(true);
            var checks = 0L;
            for (var load : loads) {
                checks += load.get();
            }
            return String.format(
                    Locale.ROOT,
                    "%,d tokens were revoked at one server by %d callers at once, and used at the other as soon as the revocation"
                            + " was answered; the answers came after %.1f ms (p50; p99 %.1f ms). %,d tokens were accepted before the"
                            + " revocation, %,d after it. Both servers answered %,d checks meanwhile.%n",
                    seen.latencies().getTotalCount(),
                    callers,
                    seen.latencies().getValueAtPercentile(50) / 1000.0,
                    seen.latencies().getValueAtPercentile(99) / 1000.0,
                    seen.before(),
                    seen.after(),
                    checks);
        } finally {
            done.set(true);
            threads.shutdown();
        }
    }

    /**
     * What became of some tokens.
     *
     * @param before how many were accepted before their revocation
     * @param after how many were accepted after it
     * @param latencies of the uses after it, in microseconds
     */
    private record Seen(int before, int after, Histogram latencies) {

        static final Seen NOTHING = new Seen(0, 0, new Histogram(3));

        Seen and(Seen other) {
            var both = latencies.copy();
            both.add(other.latencies);
            return new Seen(before + other.before, after + other.after, both);
        }
    }

    private Seen revoke(Api caller, String name, int revocations) {
        var before = 0;
        var after = 0;
        var latencies = new Histogram(3);
        for (int i = 0; i < revocations; i++) {
            var program = other.api().withBearer(generate(caller, name));
            before += isAccepted(program) ? 1 : 0;
            require(caller.post("api/user_tokens/revoke", "name", name).status() == 204);
            var answered = System.nanoTime();
            after += isAccepted(program) ? 1 : 0;
            latencies.recordValue((System.nanoTime() - answered) / 1000);
        }
        return new Seen(before, after, latencies);
    }

    private static String generate(Api caller, String name) {
        return caller.post("api/user_tokens/generate", "name", name).json().getString("token");
    }

    private static boolean isAccepted(Api program) {
        var status = program.get("api/users/current").status();
        require(status == 200 || status == 401);
        return status == 200;
    }

    private static void require(boolean expected) {
        if (!expected) {
            throw new IllegalStateException("A call was answered with another status");
        }
    }

    private long load(LatchkeyServer server, String token) throws IOException {
        var check = Call.of(
                "check",
                server.port(),
                List.of(Call.get("/api/authentication/validate", Call.bearer(token))),
                "\"valid\":true");
        var answers = 0L;
        while (!done.get()) {
            answers += Load.of(check, CONNECTIONS, PART).answers();
        }
        return answers;
    }
}
