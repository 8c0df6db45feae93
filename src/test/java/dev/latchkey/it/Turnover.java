package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Callers that generate tokens and revoke every second one, with what the servers confirmed. */
final class Turnover implements AutoCloseable {

    /** Longer than a call of {@link Api} may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int ENOUGH = 20;

    /** Tokens that a server generated (200) and no caller revokes. */
    private final Set<String> good = ConcurrentHashMap.newKeySet();

    /** Tokens that a server revoked (204). */
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private final Semaphore revocations = new Semaphore(0);
    private final Semaphore outages = new Semaphore(0);
    private final AtomicBoolean stop = new AtomicBoolean();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();

    /** Starts one more caller. */
    void begin(Api admin) {
        running.add(callers.submit(() -> {
            for (int i = 0; !stop.get(); i++) {
                generate(admin, Thread.currentThread().getName() + " " + i, i % 2 == 0);
            }
        }));
    }

    private void generate(Api admin, String name, boolean keep) {
        var generated = admin.post("api/user_tokens/generate", "name", name);
        count(generated.status());
        if (generated.status() != 200) {
            return;
        }
        var value = Secrets.remember(generated.json().getString("token"));
        if (keep) {
            good.add(value);
            return;
        }
        var status = admin.post("api/user_tokens/revoke", "name", name).status();
        count(status);
        if (status == 204) {
            revoked.add(value);
            revocations.release();
        }
    }

    private void count(int status) {
        statuses.add(status);
        if (status == 503) {
            outages.release();
        }
    }

    /** Waits until the servers have confirmed another 20 revocations. */
    void awaitMore() throws Exception {
        revocations.drainPermits();
        await(revocations, ENOUGH);
    }

    void awaitOutage() throws Exception {
        await(outages, 1);
    }

    private void await(Semaphore event, int times) throws Exception {
        var happened = event.tryAcquire(times, PATIENCE.toSeconds(), TimeUnit.SECONDS);
        for (var caller : running) {
            if (caller.isDone()) {
                // throws what ended the caller
                caller.get();
            }
        }
        assertThat(happened).isTrue();
    }

    /** Stops the callers, and returns the statuses that they got. Fails if one of them got no answer to a call. */
    Set<Integer> end() throws Exception {
        stop.set(true);
        for (var caller : running) {
            caller.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        return statuses;
    }

    /** Asserts that this server honours everything that was confirmed. */
    void assertKept(LatchkeyServer server) {
        assertThat(good).isNotEmpty().allMatch(value -> status(server, value) == 200);
        assertThat(revoked).isNotEmpty().allMatch(value -> status(server, value) == 401);
    }

    private static int status(LatchkeyServer server, String value) {
        return server.api().withBearer(value).get("api/users/current").status();
    }

    @Override
    public void close() {
        stop.set(true);
        callers.shutdownNow();
    }
}
