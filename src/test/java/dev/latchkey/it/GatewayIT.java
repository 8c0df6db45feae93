package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.concurrent.Executors;
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
        NGINX("nginx.conf") {
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
        },
        CADDY("Caddyfile") {
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
        APACHE("apache.conf") {
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

        private final String file;

        Gateway(String file) {
            this.file = file;
        }

        abstract List<String> command(Path folder);

        abstract String adapted(String configuration);

        boolean isInstalled() {
            return Stream.concat(
                            Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                            Stream.of("/usr/sbin", "/usr/bin"))
                    .anyMatch(folder -> Files.isExecutable(
                            Path.of(folder, command(Path.of("")).get(0))));
        }
    }

    private final int port = LatchkeyServer.freePort();
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
        var addresses = Stream.of(servers)
                .map(server -> "127.0.0.1:" + server.port())
                .collect(Collectors.joining(";\n        server "));
        Files.writeString(
                folder.resolve(gateway.file),
                gateway.adapted(Files.readString(Path.of("docs/gateways", gateway.file)))
                        .replace("127.0.0.1:8080", addresses)
                        .replace("127.0.0.1:8000", "127.0.0.1:" + port)
                        .replace(
                                "127.0.0.1:9000",
                                "127.0.0.1:" + service.getAddress().getPort()));
        var builder = new ProcessBuilder(gateway.command(folder))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("SERVICE_TOKEN", generate(servers[0], "gateway", "latchkey:introspect"));
        processes.add(builder.start());
        var end = System.nanoTime() + LONGEST_START.toNanos();
        while (!isOpen()) {
            assertThat(System.nanoTime()).as("started").isLessThan(end);
        }
        return new Api(URI.create("http://127.0.0.1:" + port + "/"));
    }

    private boolean isOpen() {
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

    /** Under load, one of two servers is killed: no good call is refused, and no revoked token let through. */
    @Test
    void losesNothingWhenOneOfTwoServersIsKilled() throws Exception {
        assumeTrue(Gateway.NGINX.isInstalled());
        var database = new Postgres().environment();
        try (var first = LatchkeyServer.start(database);
                var second = LatchkeyServer.start(database)) {
            var behind = start(Gateway.NGINX, first, second);
            var good = behind.withBearer(generate(second, "good", "deploy"));
            var doomed = behind.withBearer(generate(second, "doomed", "deploy"));
            var calls = new AtomicInteger();
            var refused = new AtomicInteger();
            var accepted = new AtomicInteger();
            var isRevoked = new AtomicBoolean();
            var isOver = new AtomicBoolean();
            var load = Executors.newFixedThreadPool(4);
            for (var thread = 0; thread < 4; thread++) {
                load.submit(() -> {
                    while (!isOver.get()) {
                        var late = isRevoked.get();
                        if (good.get("load").status() != 200) {
                            refused.incrementAndGet();
                        }
                        if (doomed.get("load").status() == 200 && late) {
                            accepted.incrementAndGet();
                        }
                        calls.addAndGet(2);
                    }
                    return null;
                });
            }
            await(calls, 400);
            first.kill();
            await(calls, calls.get() + 400);
            second.admin().post("api/user_tokens/revoke", "name", "doomed");
            isRevoked.set(true);
            await(calls, calls.get() + 400);
            isOver.set(true);
            load.shutdown();
            assertThat(load.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

            assertThat(refused).as("refused of %s", calls).hasValue(0);
            assertThat(accepted).as("accepted of %s", calls).hasValue(0);
        }
    }

    private static void await(AtomicInteger calls, int wanted) {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (calls.get() < wanted) {
            assertThat(System.nanoTime()).as("calls").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
