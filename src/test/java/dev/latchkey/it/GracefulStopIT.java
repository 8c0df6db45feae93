package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM under load: every request on an accepted connection gets its whole answer, and the process ends within 20 s. */
class GracefulStopIT {

    private static final int CONNECTIONS = 32;
    private static final int ENOUGH = 2_000;

    /** Enough for the import to outlast the last answers of a stopping server, which take a second or more. */
    private static final int IMPORTED = 20_000;

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MILLIS_TO_ANSWER = 30_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> cut = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger last = new AtomicInteger();

    /** What the balancer thinks: while false, it sends no request. */
    private final AtomicBoolean ready = new AtomicBoolean(true);

    private final CountDownLatch checked = new CountDownLatch(1);
    private final CountDownLatch served = new CountDownLatch(CONNECTIONS);

    /** When SIGTERM was sent, by {@link System#nanoTime}; 0 before. */
    private volatile long stopped;

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void aBalancerLosesNoRequest() throws Exception {
        try (var server = LatchkeyServer.start(Map.of())) {
            var clients = load(server);
            var balancer = threads.submit(() -> check(server));
            assertThat(checked.await(MILLIS_TO_ANSWER, TimeUnit.MILLISECONDS)).isTrue();
            awaitLoad();

            var stop = stop(server);

            assertThat(balancer.get()).isEqualTo("DOWN");
            for (var client : clients) {
                client.get();
            }
            assertThat(stop.get()).isLessThan(LONGEST);
            assertThat(cut).isEmpty();
            assertThat(answered).hasValueGreaterThan(ENOUGH);
        }
    }

    @Test
    void withoutABalancerOnlyNewConnectionsAreRefused() throws Exception {
        try (var server = LatchkeyServer.start(Map.of())) {
            var clients = load(server);
            awaitLoad();
            var form = "login=nobody";
            try (var slowBody = new Client(server)) {
                slowBody.write("POST /api/users/search HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + form.length()
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nlogin");

                var stop = stop(server);
                awaitLast();
                slowBody.write("=nobody");
                assertThat(slowBody.read().status()).isEqualTo(401);

                for (var client : clients) {
                    client.get();
                }
                assertThat(stop.get()).isLessThan(LONGEST);
            }
            assertThat(cut).isEmpty();
            assertThat(server.log()).contains("Latchkey is stopping");
        }
    }

    @Test
    void aTaskIsHandedOver(@TempDir Path data) throws Exception {
        try (var server = LatchkeyServer.start(Map.of("LATCHKEY_DATA_DIR", data.toString()))) {
            var admin = server.admin();
            var lines = IntStream.range(0, IMPORTED).mapToObj(i -> "user%d,User %d".formatted(i, i));
            var csv = Stream.concat(Stream.of("login,name"), lines).collect(Collectors.joining("\n"));
            var task = admin.send(admin.request("api/users/import")
                            .header("Content-Type", "text/csv")
                            .POST(BodyPublishers.ofString(csv)))
                    .json()
                    .getString("taskId");
            Tasks.when(admin, task, progress -> progress.getInt("done") > 0);

            assertThat(stop(server).get()).isLessThan(LONGEST);

            assertThat(stateAndHeartbeat(data, task)).containsExactly("RUNNING", null);
            server.restart();
            var ended = Tasks.ended(admin, task);
            assertThat(ended.getString("state")).isEqualTo("DONE");
            assertThat(ended.getInt("done")).isEqualTo(IMPORTED);
        }
    }

    private static List<String> stateAndHeartbeat(Path data, String task) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("latchkey"), "sa", "");
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select state, cast(heartbeat as varchar) from background_task where id = " + task)) {
            found.next();
            var row = new ArrayList<String>();
            row.add(found.getString(1));
            row.add(found.getString(2));
            return row;
        }
    }

    /** Sends SIGTERM; the result is the time until the process has ended. */
    private Future<Duration> stop(LatchkeyServer server) {
        return threads.submit(() -> {
            stopped = System.nanoTime();
            server.stop();
            return Duration.ofNanos(System.nanoTime() - stopped);
        });
    }

    private List<Future<?>> load(LatchkeyServer server) {
        var request = "GET /api/user_tokens/search HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                + server.admin()
                        .request("api/user_tokens/search")
                        .build()
                        .headers()
                        .firstValue("Authorization")
                        .orElseThrow()
                + "\r\n\r\n";
        return IntStream.range(0, CONNECTIONS)
                .<Future<?>>mapToObj(i -> threads.submit(() -> ask(server, request)))
                .toList();
    }

    /** On a busy machine, some connections have hundreds of answers before the server has accepted the others. */
    private void awaitLoad() {
        Await.until(PATIENCE, () -> !cut.isEmpty() || answered.get() >= ENOUGH && served.getCount() == 0);
        assertThat(cut).isEmpty();
    }

    private void awaitLast() {
        Await.until(PATIENCE, () -> last.get() >= CONNECTIONS);
    }

    /** Asks as fast as it is answered, on a new connection after each that the server ended, until it may not or cannot connect. */
    private void ask(LatchkeyServer server, String request) {
        var answers = 0;
        while (ready.get()) {
            try (var client = new Client(server)) {
                var more = true;
                while (more && ready.get()) {
                    client.write(request);
                    var answer = client.read();
                    assertThat(answer.status()).isEqualTo(200);
                    answered.incrementAndGet();
                    if (answers++ == 0) {
                        served.countDown();
                    }
                    more = answer.headers().firstValue("Connection").isEmpty();
                }
                if (!more) {
                    last.incrementAndGet();
                }
            } catch (ConnectException e) {
                return;
            } catch (IOException | RuntimeException | AssertionError e) {
                var when = stopped == 0
                        ? "before SIGTERM"
                        : (System.nanoTime() - stopped) / 1_000_000 + " ms after SIGTERM";
                cut.add(e + " after " + answers + " answers, " + when);
                return;
            }
        }
    }

    /** Checks as a balancer does, twice a second and with three failures, and returns the answer that takes the server out. */
    private String check(LatchkeyServer server) throws InterruptedException {
        for (int failures = 0; ; ) {
            var answer = RawHttp.send(server.port(), "GET /health/ready HTTP/1.1", List.of(), "");
            failures = answer.status() == 200 ? 0 : failures + 1;
            checked.countDown();
            if (failures == 3) {
                ready.set(false);
                return answer.json().getString("status");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** One keep-alive connection. */
    private static final class Client implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;

        Client(LatchkeyServer server) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setSoTimeout(MILLIS_TO_ANSWER);
            in = new BufferedInputStream(socket.getInputStream());
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** An answer with a Content-Length or in chunks (RFC 9112, 6.3). */
        Answer read() throws IOException {
            var head = new StringBuilder();
            for (var line = line(); !line.isEmpty(); line = line()) {
                head.append(line).append("\r\n");
            }
            var answer = RawHttp.answer(head + "\r\n");
            var body = new ByteArrayOutputStream();
            var length = answer.headers().firstValueAsLong("Content-Length");
            if (length.isPresent()) {
                body.write(bytes((int) length.getAsLong()));
            } else {
                for (int size = size(); size > 0; size = size()) {
                    body.write(bytes(size));
                    line();
                }
                line();
            }
            return new Answer(answer.status(), answer.headers(), body.toString(StandardCharsets.UTF_8));
        }

        private int size() throws IOException {
            return Integer.parseInt(line(), 16);
        }

        private byte[] bytes(int count) throws IOException {
            var read = in.readNBytes(count);
            if (read.length < count) {
                throw new EOFException("The answer is cut");
            }
            return read;
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException("The server hung up");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
