package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/**
 * A program with a token keeps working while anonymous callers send 200 slow connections, 200 sign-ins, 10,000 page
 * requests and 200 files at once. Takes some minutes, and its figures need an idle machine, so it runs only by name:
 * {@code -Dit.test=Flood}.
 */
class Flood {

    private static final int SLOW = 200;
    private static final int SIGN_INS = 200;
    private static final int PAGES = 10_000;
    private static final int FILES = 200;
    private static final int AT_ONCE = 8;

    /** For one check of the token. */
    private static final long MOST_MILLIS = 100;

    @Test
    void leavesTheServerAnswering() throws Exception {
        try (var server = LatchkeyServer.startWithSlowHashing(Map.of())) {
            server.restartForLong();
            var program = server.admin();
            check(program, new CountDownLatch(1), 1000);
            var filesBefore = files(server);
            var slow = new ArrayList<Socket>();
            for (int i = 0; i < SLOW; i++) {
                slow.add(begin(server, i));
            }
            var over = new CountDownLatch(1);
            var threads = Executors.newCachedThreadPool();
            var latencies = threads.submit(() -> check(program, over, Integer.MAX_VALUE));
            var dripping = threads.submit(() -> drip(slow, over));
            var anybody = server.api();
            var strangers = new ArrayList<Future<Integer>>();
            var signIns = IntStream.range(0, SIGN_INS)
                    .mapToObj(i -> threads.submit(() -> signIn(anybody, i)))
                    .toList();
            for (int i = 0; i < AT_ONCE; i++) {
                strangers.add(threads.submit(pages(anybody)));
            }
            strangers.add(threads.submit(files(anybody)));
            var answers = new TreeMap<Integer, Integer>();
            for (var signIn : signIns) {
                answers.merge(signIn.get(), 1, Integer::sum);
            }
            for (var stranger : strangers) {
                stranger.get();
            }
            over.countDown();
            dripping.get();
            report("during the flood", latencies.get());
            for (var connection : slow) {
                connection.close();
            }
            var afterwards = check(program, new CountDownLatch(1), 1000);
            report("after it", afterwards);
            System.out.println("Answers to sign-ins, by status: " + answers);
            threads.shutdown();

            assertThat(latencies.get().getValueAtPercentile(50)).isLessThan(MOST_MILLIS);
            assertThat(afterwards.getValueAtPercentile(95)).isLessThan(MOST_MILLIS);
            assertThat(files(server)).isEqualTo(filesBefore);
        }
    }

    /** Checks the token repeatedly; latencies in milliseconds. */
    private static Histogram check(Api program, CountDownLatch over, int most) {
        var latencies = new Histogram(3);
        for (int i = 0; i < most && over.getCount() > 0; i++) {
            var begun = System.nanoTime();
            assertThat(program.get("api/authentication/validate").json().getBoolean("valid"))
                    .isTrue();
            latencies.recordValue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        }
        return latencies;
    }

    private static void report(String when, Histogram latencies) {
        System.out.printf(
                Locale.ROOT,
                "Token checks %s: %d, p50 %d ms, p95 %d ms, p99 %d ms, max %d ms%n",
                when,
                latencies.getTotalCount(),
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(95),
                latencies.getValueAtPercentile(99),
                latencies.getMaxValue());
    }

    private static Socket begin(LatchkeyServer server, int number) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            var path = List.of("/api/authentication/login", "/authentication/sign-in", "/api/user_tokens/generate")
                    .get(number % 3);
            send(
                    socket,
                    "POST " + path
                            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Length: 60000\r\n\r\n");
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int drip(List<Socket> connections, CountDownLatch over) throws InterruptedException {
        var sent = 0;
        do {
            for (var connection : connections) {
                try {
                    send(connection, "x");
                    sent++;
                } catch (IOException e) {
                    // the server has closed the connection
                }
            }
        } while (!over.await(1, TimeUnit.SECONDS));
        return sent;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static int signIn(Api anybody, int number) {
        var status = anybody.post("api/authentication/login", "login", "stranger" + number, "password", "guess")
                .status();
        assertThat(status).isIn(401, 429, 503);
        return status;
    }

    private static Callable<Integer> pages(Api anybody) {
        return () -> {
            for (int i = 0; i < PAGES / AT_ONCE; i++) {
                var page = anybody.get(i % 2 == 0 ? "authentication/sign-in" : "user/list");
                assertThat(page.status()).isIn(200, 302);
                assertThat(page.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("JSESSIONID"));
            }
            return PAGES / AT_ONCE;
        };
    }

    private static Callable<Integer> files(Api anybody) {
        var body = "--xx\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n" + "x".repeat(1_000_000)
                + "\r\n--xx--\r\n";
        return () -> {
            for (int i = 0; i < FILES; i++) {
                var path = i % 2 == 0 ? "jakarta.faces.resource/import.xhtml" : "authentication/sign-in";
                var answer = anybody.send(anybody.request(path)
                        .header("Content-Type", "multipart/form-data; boundary=xx")
                        .POST(BodyPublishers.ofString(body)));
                assertThat(answer.status()).isBetween(302, 499);
            }
            return FILES;
        };
    }

    /** Uploaded files that the server has not deleted. */
    private static List<Path> files(LatchkeyServer server) {
        try (var files = Files.walk(server.folder())) {
            return files.filter(file -> file.toString().matches(".*/(upload_[^/]*|uploads/.*)"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
