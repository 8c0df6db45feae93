package dev.latchkey.bench;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import org.HdrHistogram.Histogram;

/**
 * The result of calls over several connections, each of which sends its next request when it has the answer to the one
 * before. One thread serves all of them, because it shares the processors with the server under measurement.
 *
 * @param latencies in microseconds
 */
record Load(Histogram latencies, double seconds) {

    private static final int TIMEOUT_MILLISECONDS = 60_000;

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final int MOST_STEPS = 18;

    /** A server is warm when so many steps in a row are not faster by this factor than the fastest before them. */
    private static final int EVEN_STEPS = 3;

    private static final double RISE = 1.05;

    /** One answer in so many is searched for the text that the call expects. Every status is checked. */
    private static final int LOOKED_INTO = 100;

    /** Sends until the time is up or the call has no more requests, then waits for the last answers. */
    static Load of(Call call, int connections, Duration time) throws IOException {
        var latencies = new Histogram(3);
        var open = new ArrayList<Connection>();
        try (var selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                open.add(new Connection(call.port(), selector));
            }
            var start = System.nanoTime();
            var end = start + time.toNanos();
            var waiting = 0;
            for (var connection : open) {
                if (call.requests().hasNext()) {
                    connection.send(call.requests().next());
                    waiting++;
                }
            }
            while (waiting > 0) {
                if (selector.select(TIMEOUT_MILLISECONDS) == 0) {
                    throw new IOException(call.name() + " is not answered");
                }
                for (var key : selector.selectedKeys()) {
                    var connection = (Connection) key.attachment();
                    if (!connection.receive()) {
                        continue;
                    }
                    var now = System.nanoTime();
                    if (latencies.getTotalCount() % LOOKED_INTO == 0) {
                        connection.expect(call.expected());
                    }
                    latencies.recordValue((now - connection.sentAt()) / 1000);
                    if (now < end && call.requests().hasNext()) {
                        connection.send(call.requests().next());
                    } else {
                        key.cancel();
                        waiting--;
                    }
                }
                selector.selectedKeys().clear();
            }
            return new Load(latencies, (System.nanoTime() - start) / 1e9);
        } finally {
            for (var connection : open) {
                connection.close();
            }
        }
    }

    /** Sends until the rate no longer rises, a minute and a half at most. */
    static Load untilWarm(Call call, int connections) throws IOException {
        var all = of(call, connections, STEP);
        var fastest = all.rate();
        for (int i = 1, even = 0; i < MOST_STEPS && even < EVEN_STEPS; i++) {
            var next = of(call, connections, STEP);
            all = all.and(next);
            even = next.rate() < RISE * fastest ? even + 1 : 0;
            fastest = Math.max(fastest, next.rate());
        }
        return all;
    }

    long answers() {
        return latencies.getTotalCount();
    }

    /** Answers per second. */
    double rate() {
        return answers() / seconds;
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
