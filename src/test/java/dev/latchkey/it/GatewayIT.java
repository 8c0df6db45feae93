package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documented configurations, in front of a service. Skipped on machines without the gateway. */
class GatewayIT {

    private static final Duration LONGEST_START = Duration.ofSeconds(20);

    private enum Gateway {
        NGINX("nginx.conf", 500) {
            @Override
            List<String> command(Path folder) {
                return List.of(
                        "nginx",
                        "-p",
                        folder.toString(),
                        "-c",
                        "nginx.conf",
                        "-e",
                        "stderr",
                        "-g",
                        "daemon off; pid " + folder.resolve("nginx.pid") + ";");
            }

            @Override
            String adapted(String configuration) {
                var folders = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                        .map(kind -> kind + "_temp_path " + kind + ";")
                        .collect(Collectors.joining(" "));
                return configuration.replace("http {", "http { access_log off; " + folders);
            }

            @Override
            String withServers(String configuration, List<String> addresses) {
                return configuration
                        .lines()
                        .flatMap(line -> line.contains(SERVER)
                                ? addresses.stream().map(address -> line.replace(SERVER, address))
                                : Stream.of(line))
                        .collect(Collectors.joining("\n"));
            }
        },
        CADDY("Caddyfile", 503) {
            @Override
            List<String> command(Path folder) {
                return List.of(
                        "caddy",
                        "run",
                        "--adapter",
                        "caddyfile",
                        "--config",
                        folder.resolve("Caddyfile").toString());
            }

            @Override
            String adapted(String configuration) {
                return configuration;
            }
        },
        APACHE("apache.conf", 401) {
            @Override
            List<String> command(Path folder) {
                return List.of(
                        "apache2",
                        "-D",
                        "FOREGROUND",
                        "-d",
                        folder.toString(),
                        "-f",
                        "apache.conf",
                        "-c",
                        "PidFile apache.pid",
                        "-c",
                        "ErrorLog error.log");
            }

            @Override
            String adapted(String configuration) {
                var modules = Stream.of(
                                "mpm_event",
                                "authn_core",
                                "authz_core",
                                "authz_user",
                                "headers",
                                "proxy",
                                "proxy_http",
                                "oauth2")
                        .map(name -> "LoadModule " + name + "_module " + MODULES.resolve("mod_" + name + ".so\n"))
                        .collect(Collectors.joining());
                return modules + "ServerName localhost\nUser nobody\nGroup nogroup\n" + configuration;
            }

            @Override
            boolean isInstalled() {
                return super.isInstalled() && Files.exists(MODULES.resolve("mod_oauth2.so"));
            }
        };

        private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

        private static final String SERVER = "127.0.0.1:8080";

        private final String file;

        /** What a client gets when Latchkey gives no answer. */
        private final int unanswered;

        Gateway(String file, int unanswered) {
            this.file = file;
            this.unanswered = unanswered;
        }

        abstract List<String> command(Path folder);

        abstract String adapted(String configuration);

        String withServers(String configuration, List<String> addresses) {
            return configuration.replace(SERVER, String.join(" ", addresses));
        }

        boolean isInstalled() {
            return Stream.concat(
                            Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                            Stream.of("/usr/sbin", "/usr/bin"))
                    .anyMatch(folder -> Files.isExecutable(
                            Path.of(folder, command(Path.of("")).get(0))));
        }
    }

    private final List<Process> processes = new ArrayList<>();

    private Path folder;
    private HttpServer service;

    /** Answers with the headers that tell who calls. */
    @BeforeEach
    void startService(@TempDir Path own) throws IOException {
        folder = own;
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newCachedThreadPool());
        service.createContext("/", exchange -> {
            var told = exchange.getRequestHeaders().entrySet().stream()
                    .filter(header -> header.getKey()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '-')
                                    .startsWith("x-latchkey-")
                            || header.getKey().equalsIgnoreCase("Authorization"))
                    .map(header -> header.getKey() + "=" + String.join("|", header.getValue()))
                    .sorted()
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, told.length == 0 ? -1 : told.length);
            try (var body = exchange.getResponseBody()) {
                body.write(told);
            }
        });
        service.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.stop(0);
        for (var process : processes) {
            process.destroy();
            process.waitFor();
        }
    }

    private Api start(Gateway gateway, LatchkeyServer... servers) throws IOException {
        assumeTrue(gateway.isInstalled());
        return start(
                gateway,
                generate(servers[0], "gateway", "latchkey:introspect"),
                Stream.of(servers).map(LatchkeyServer::port).toList());
    }

    private Api start(Gateway gateway, String serviceToken, List<Integer> servers) throws IOException {
        var port = LatchkeyServer.freePort();
        var configuration = gateway.withServers(
                Files.readString(Path.of("docs/gateways", gateway.file)),
                servers.stream().map(server -> "127.0.0.1:" + server).toList());
        Files.writeString(
                folder.resolve(gateway.file),
                gateway.adapted(configuration)
                        .replace("127.0.0.1:8000", "127.0.0.1:" + port)
                        .replace(
                                "127.0.0.1:9000",
                                "127.0.0.1:" + service.getAddress().getPort()));
        var builder = new ProcessBuilder(gateway.command(folder))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(gateway + ".log").toFile());
        builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("SERVICE_TOKEN", serviceToken);
        processes.add(builder.start());
        Await.until(LONGEST_START, () -> isOpen(port));
        return new Api(URI.create("http://127.0.0.1:" + port + "/"));
    }

    private static boolean isOpen(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String generate(LatchkeyServer server, String name, String scope) {
        server.admin().post("api/scopes/create", "name", "deploy", "description", "Deploy");
        server.admin().post("api/user_tokens/revoke", "name", name);
        var generated = server.admin().post("api/user_tokens/generate", "name", name, "scopes", scope);
        return Secrets.remember(generated.json().getString("token"));
    }

    @ParameterizedTest
    @EnumSource
    void letsGoodTokensThroughAndSaysWhoCalls(Gateway gateway) throws IOException {
        var server = LatchkeyServer.shared();
        var behind = start(gateway, server);
        var good = behind.withBearer(generate(server, "behind", "deploy"));

        var reached = good.get("some/path");
        assertThat(reached.status()).isEqualTo(200);
        assertThat(reached.text().lines().map(line -> line.toLowerCase(Locale.ROOT)))
                .contains("x-latchkey-login=admin", "x-latchkey-scopes=deploy")
                .noneMatch(line -> line.startsWith("authorization"));
        var forged = good.send(good.request("some/path")
                .header("X-Latchkey-Login", "forged")
                .header("X-Latchkey-Groups", "forged")
                .header("X-Latchkey-Groups-Omitted", "forged")
                .GET());
        assertThat(forged.text()).contains("=admin").doesNotContain("forged");
        if (gateway != Gateway.APACHE) { // which cannot, and says so
            for (var name : List.of("X_Latchkey_Login", "X-Latchkey_Login", "X_Latchkey-Login")) {
                var similar = good.send(
                        good.request("some/path").header(name, "forged").GET());
                assertThat(similar.text()).as(name).contains("=admin").doesNotContain("forged");
            }
        }

        assertThat(behind.get("some/path").status()).isEqualTo(401);
        assertThat(behind.withBearer(generate(server, "elsewhere", "latchkey:read"))
                        .get("some/path")
                        .status())
                .isEqualTo(403);
        server.admin().post("api/user_tokens/revoke", "name", "behind");
        assertThat(good.get("some/path").status()).isEqualTo(401);
    }

    /** A server that starts answers with pages of its own. They are neither a permission nor the service's answer. */
    @ParameterizedTest
    @EnumSource
    void passesOnNoOtherAnswerOfLatchkey(Gateway gateway) throws IOException {
        assumeTrue(gateway.isInstalled());
        var status = new AtomicInteger();
        var latchkey = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        latchkey.createContext("/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        latchkey.createContext("/", exchange -> {
            var page = "not deployed".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1/elsewhere");
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(status.get(), page.length);
            try (var body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        latchkey.start();
        try {
            var any = start(gateway, "any", List.of(latchkey.getAddress().getPort()))
                    .withBearer("any");
            for (var answered : List.of(302, 404, 500, 503)) {
                status.set(answered);
                var passed = any.get("some/path");
                assertThat(passed.status()).as("status for %s", answered).isEqualTo(gateway.unanswered);
                assertThat(passed.text()).doesNotContain("not deployed");
                assertThat(passed.headers().firstValue("Location")).isEmpty();
            }
        } finally {
            latchkey.stop(0);
        }
    }

    /**
     * Under load, one of two servers is killed and started again: no good call is refused, and no revoked token let
     * through. A server accepts connections long before it can answer.
     */
    @Test
    void losesNothingWhenOneOfTwoServersIsKilledAndStartsAgain() throws Exception {
        var gateways = Stream.of(Gateway.NGINX, Gateway.CADDY)
                .filter(Gateway::isInstalled)
                .toList();
        assumeFalse(gateways.isEmpty());
        var database = new Postgres().environment();
        try (var first = LatchkeyServer.start(database);
                var second = LatchkeyServer.start(database)) {
            var good = generate(second, "good", "deploy");
            var doomed = generate(second, "doomed", "deploy");
            var calls = new AtomicInteger();
            var refused = new ConcurrentSkipListSet<String>();
            var accepted = new ConcurrentSkipListSet<String>();
            var isRevoked = new AtomicBoolean();
            var isOver = new AtomicBoolean();
            var load = Executors.newFixedThreadPool(gateways.size());
            var threads = new ArrayList<Future<?>>();
            for (var gateway : gateways) {
                var behind = start(gateway, first, second);
                threads.add(load.submit(() -> {
                    while (!isOver.get()) {
                        for (var method : List.of("GET", "POST")) {
                            var late = isRevoked.get();
                            var ofGood = behind.withBearer(good).call(method, "load", Map.of());
                            if (ofGood.status() != 200) {
                                refused.add(gateway + " " + method + " " + ofGood.status());
                            }
                            var ofDoomed = behind.withBearer(doomed).call(method, "load", Map.of());
                            if (late && ofDoomed.status() != 401) {
                                accepted.add(gateway + " " + method + " " + ofDoomed.status());
                            }
                            calls.addAndGet(2);
                        }
                    }
                    return null;
                }));
            }
            await(calls, 400);
            first.kill();
            await(calls, 400);
            second.admin().post("api/user_tokens/revoke", "name", "doomed");
            isRevoked.set(true);
            await(calls, 400);
            first.restart();
            await(calls, 400);
            isOver.set(true);
            load.shutdown();
            for (var thread : threads) {
                thread.get(30, TimeUnit.SECONDS);
            }
            // Stopping in order would wait until the gateways notice.
            first.kill();
            second.kill();

            assertThat(refused).as("refused of %s", calls).isEmpty();
            assertThat(accepted).as("not refused of %s", calls).isEmpty();
        }
    }

    private static void await(AtomicInteger calls, int more) {
        var wanted = calls.get() + more;
        Await.until(Duration.ofSeconds(120), () -> calls.get() >= wanted);
    }
}
