package dev.latchkey.bench;

import dev.latchkey.it.Api;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.Postgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;

/**
 * Revokes tokens at one of two servers with the same database, both under load, and uses each at the other as soon as
 * the revocation is answered.
 */
final class RevocationBound {

    private static final int CONNECTIONS = 4;
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
        try (var one = LatchkeyServer.start(environment);
                var other = LatchkeyServer.start(environment)) {
            return new RevocationBound(one, other).revoke(revocations);
        }
    }

    private String revoke(int revocations) throws InterruptedException, ExecutionException {
        var admin = one.admin();
        var checked =
                admin.post("api/user_tokens/generate", "name", "load").json().getString("token");
        var threads = Executors.newFixedThreadPool(2);
        try {
            var loads = new ArrayList<Future<Long>>();
            for (var server : List.of(one, other)) {
                loads.add(threads.submit(() -> load(server, checked)));
            }
            var before = 0;
            var accepted = 0;
            var latencies = new Histogram(3);
            for (int i = 0; i < revocations; i++) {
                var program = other.api()
                        .withBearer(admin.post("api/user_tokens/generate", "name", "short")
                                .json()
                                .getString("token"));
                before += isAccepted(program) ? 1 : 0;
                require(admin.post("api/user_tokens/revoke", "name", "short").status() == 204);
                var answered = System.nanoTime();
                accepted += isAccepted(program) ? 1 : 0;
                latencies.recordValue((System.nanoTime() - answered) / 1000);
            }
            done.set(true);
            var checks = 0L;
            for (var load : loads) {
                checks += load.get();
            }
            return String.format(
                    Locale.ROOT,
                    "%,d tokens were revoked at one server and used at the other %.1f ms later (p50; p99 %.1f ms): %,d were accepted"
                            + " before the revocation, %,d after it. Both servers answered %,d checks meanwhile.%n",
                    revocations,
                    latencies.getValueAtPercentile(50) / 1000.0,
                    latencies.getValueAtPercentile(99) / 1000.0,
                    before,
                    accepted,
                    checks);
        } finally {
            done.set(true);
            threads.shutdown();
        }
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
