package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Revocation holds from the moment its answer is sent, however busy the token is. */
@OnEveryDatabase
@OnEveryServer
class RevocationIT {

    private static final int CLIENTS = 8;
    private static final int CALLS_BEFORE = 20;
    private static final int CALLS_AFTER = 25;

    private record Call(long began, int status) {}

    private final Api admin;

    RevocationIT() {
        admin = LatchkeyServer.shared().admin();
    }

    @Test
    void noCallThatBeganAfterItsAnswerIsAccepted() throws Exception {
        var name = "busy-" + UUID.randomUUID();
        var token = admin.post("api/user_tokens/generate", "name", name).json().getString("token");
        var busy = new CountDownLatch(CLIENTS);
        var revoked = new AtomicBoolean();
        Callable<List<Call>> client = () -> hammer(admin.withBearer(token), busy, revoked);
        var threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            var clients = new ArrayList<Future<List<Call>>>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(client));
            }
            busy.await();

            var answer = admin.post("api/user_tokens/revoke", "name", name);
            var answeredAt = System.nanoTime();
            revoked.set(true);

            assertThat(answer.status()).isEqualTo(204);
            var calls = new ArrayList<Call>();
            for (var each : clients) {
                calls.addAll(each.get());
            }
            assertThat(calls).anySatisfy(call -> assertThat(call.status).isEqualTo(200));
            assertThat(calls)
                    .filteredOn(call -> call.began > answeredAt)
                    .hasSizeGreaterThanOrEqualTo(CLIENTS * CALLS_AFTER - CLIENTS)
                    .allSatisfy(call -> assertThat(call.status).isEqualTo(401));
        } finally {
            threads.shutdownNow();
        }
    }

    /** Calls until the token is revoked, and then a fixed number of times. */
    private static List<Call> hammer(Api caller, CountDownLatch busy, AtomicBoolean revoked) {
        var calls = new ArrayList<Call>();
        for (int after = 0; after < CALLS_AFTER; after += revoked.get() ? 1 : 0) {
            var began = System.nanoTime();
            calls.add(new Call(began, caller.get("api/users/current").status()));
            if (calls.size() == CALLS_BEFORE) {
                busy.countDown();
            }
        }
        return calls;
    }
}
