package dev.latchkey.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * The result of calls over several concurrent connections.
 *
 * @param latencies in microseconds
 */
record Load(Histogram latencies, double seconds) {

    @FunctionalInterface
    interface Call {
        /** @param number unique number of the call, from 0 */
        void on(KeepAlive connection, int number) throws IOException;
    }

    /** Each connection sends one call after the other, until the time is up or all calls are made. */
    static Load of(int port, int connections, Duration atMost, int calls, Call call)
            throws IOException, InterruptedException {
        var numbers = new AtomicInteger();
        var start = System.nanoTime();
        var end = start + atMost.toNanos();
        Callable<Histogram> caller = () -> {
            var latencies = new Histogram(3);
            try (var connection = new KeepAlive(port)) {
                var now = System.nanoTime();
                for (var number = numbers.getAndIncrement();
                        number < calls && now < end;
                        number = numbers.getAndIncrement()) {
                    var before = now;
                    call.on(connection, number);
                    now = System.nanoTime();
                    latencies.recordValue((now - before) / 1000);
                }
            }
            return latencies;
        };
        var threads = Executors.newFixedThreadPool(connections);
        try {
            var started = new ArrayList<Future<Histogram>>();
            for (int i = 0; i < connections; i++) {
                started.add(threads.submit(caller));
            }
            var all = new Histogram(3);
            for (var latencies : started) {
                all.add(latencies.get());
            }
            return new Load(all, (System.nanoTime() - start) / 1e9);
        } catch (ExecutionException e) {
            throw new IOException("A call failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Calls per second. */
    double rate() {
        return latencies.getTotalCount() / seconds;
    }

    /** A percentile of the latencies, in milliseconds. */
    double percentile(double percent) {
        return latencies.getValueAtPercentile(percent) / 1000.0;
    }

    Load and(Load other) {
        var both = latencies.copy();
        both.add(other.latencies);
        return new Load(both, seconds + other.seconds);
    }
}
