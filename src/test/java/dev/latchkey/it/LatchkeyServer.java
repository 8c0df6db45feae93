package dev.latchkey.it;

import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The microbundle of this build as a process of its own, on a free port of 127.0.0.1, with a data folder of its own
 * under {@code target/it}. What it prints is kept there too, for a test or a person to read afterwards. Every process
 * ends with the JVM of the tests at the latest.
 */
public final class LatchkeyServer implements AutoCloseable {

    public static final String ADMIN_LOGIN = "admin";
    public static final String ADMIN_PASSWORD = "Adm1n-0f-the-tests!";

    /** Set by the environment, and replaced before the first test begins. */
    private static final String FIRST_ADMIN_PASSWORD = "F1rst-0ne-for-the-tests!";

    private static final String FIRST_PASSWORD = "F1rst-0ne-of-a-user!";

    /** Databases in which the administrator has already replaced the first password. */
    private static final Set<String> DATABASES = ConcurrentHashMap.newKeySet();

    /**
     * For a short-lived server: the second compiler would not pay off, least of all for password hashing, and verifying classes
     * takes a twelfth of a start. Servers of the other kinds verify them. The first options are the launcher's, which would
     * otherwise begin anew with them.
     */
    private static final List<String> QUICK_START = List.of(
            "-XX:+UseSerialGC",
            "-Xms96m",
            "-XX:MetaspaceSize=160m",
            "-XX:InlineSmallCode=800",
            "-XX:FreqInlineSize=80",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            QuickHashing.option());

    /** For a short-lived server that hashes passwords as long as others do: C2 compiles little besides that. */
    private static final List<String> SLOW_HASHING = List.of(
            "-XX:+UseSerialGC",
            "-Xms96m",
            "-XX:MetaspaceSize=160m",
            "-XX:InlineSmallCode=800",
            "-XX:FreqInlineSize=80",
            "-XX:Tier4InvocationThreshold=600000",
            "-XX:Tier4MinInvocationThreshold=600000",
            "-XX:Tier4CompileThreshold=1000000",
            "-XX:Tier4BackEdgeThreshold=4000000");

    /** For a server under measurement: what the launcher chooses, as in the README. */
    private static final List<String> LONG_LIFE = List.of();

    /** The line of the microbundle's launcher, and of plain Payara Micro. */
    private static final String READY = "^Latchkey is ready|\"Latchkey is ready|Payara Micro .* ready in ";

    private static final Queue<LatchkeyServer> ALL = new ConcurrentLinkedQueue<>();

    private static final String TRUSTED_PROXIES = "LATCHKEY_TRUSTED_PROXIES";

    private final Path jar;
    private final List<String> arguments;
    private final String path;
    private final Path folder;
    private final Map<String, String> environment;
    private final String ready;
    private final Optional<HttpProxy> proxy;
    private List<String> jvmOptions;
    private ServerProcess process;
    private @Nullable Api admin;

    /** Logins that {@link #createUser} has created. */
    private final Set<String> created = ConcurrentHashMap.newKeySet();

    private boolean isShared;

    /** How much of the log has been read, in characters. */
    private int told;

    private LatchkeyServer(
            Path jar,
            List<String> arguments,
            String path,
            Path folder,
            Map<String, String> environment,
            List<String> jvmOptions,
            String ready) {
        this.ready = ready;
        this.jar = jar;
        this.arguments = arguments;
        this.path = path;
        this.folder = folder;
        this.environment = environment;
        this.proxy = inFront();
        proxy.ifPresent(https ->
                environment.putIfAbsent("LATCHKEY_BASE_URL", https.baseUri().toString()));
        this.jvmOptions = jvmOptions;
        this.process = launch();
        ALL.add(this);
        Runtime.getRuntime().addShutdownHook(new Thread(this::endWithTheTests));
    }

    /** The path of the start page on the servers of this test run: {@code /}, or {@code /NAME/} below a context root. */
    public static String startPath() {
        return ApplicationServer.contextRoot() + "/";
    }

    /** The server that tests share unless they need their own: starts with the first, stops after the last. */
    public static LatchkeyServer shared() {
        return Shared.SERVER;
    }

    /** Starts a separate server and waits until it is ready; these variables extend or override the usual ones. */
    public static LatchkeyServer start(Map<String, String> environment) {
        var server = launch(environment);
        server.awaitReady();
        return server;
    }

    /** As {@link #start}; a password takes the server as long to hash as in production. */
    public static LatchkeyServer startWithSlowHashing(Map<String, String> environment) {
        var server = launch(bundle(), newFolder(), environment, SLOW_HASHING);
        server.awaitReady();
        return server;
    }

    /** As {@link #startWithSlowHashing}, with the microbundle of another version. */
    static LatchkeyServer startVersion(Path bundle, Map<String, String> environment) {
        var server = launch(bundle, newFolder(), environment, SLOW_HASHING);
        server.awaitReady();
        return server;
    }

    /** Deploys the WAR below a path of a plain Payara Micro, as in the README, with an in-memory database. */
    public static LatchkeyServer startWar(String contextRoot) {
        var server = launchWar(contextRoot, "jdbc:h2:mem:latchkey;DB_CLOSE_DELAY=-1");
        server.awaitReady();
        return server;
    }

    /** As {@link #startWar}, until the server is ready, with or without the application. */
    static LatchkeyServer startServerOfWar(String contextRoot, String databaseUrl) {
        var server = launchWar(contextRoot, databaseUrl);
        server.process.awaitReady();
        return server;
    }

    private static LatchkeyServer launchWar(String contextRoot, String databaseUrl) {
        var folder = newFolder();
        var environment = environment(folder, Map.of());
        var options = new ArrayList<>(QUICK_START);
        options.addAll(List.of(
                "-Dlatchkey.http.address=127.0.0.1",
                "-Dlatchkey.db.driver=org.h2.Driver",
                "-Dlatchkey.db.url=" + databaseUrl,
                "-Dlatchkey.db.initsql=set query_timeout 60000"));
        var arguments = List.of(
                "--nohazelcast",
                "--disablephonehome",
                "--port",
                environment.get("LATCHKEY_HTTP_PORT"),
                "--contextroot",
                contextRoot,
                "--prebootcommandfile",
                "payara-config/pre-boot-commands.txt",
                "--deploy",
                bundle().resolveSibling("latchkey.war").toString());
        return new LatchkeyServer(payara(), arguments, contextRoot + "/", folder, environment, options, READY);
    }

    /** Deploys a WAR to a Payara Micro on 127.0.0.1 as it comes, with the JVM options of a measured server. */
    public static LatchkeyServer startPayara(Path war) {
        var folder = newFolder();
        var environment = environment(folder, Map.of());
        var commands = folder.resolve("loopback.txt");
        try {
            Files.writeString(
                    commands,
                    "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener"
                            + ".address=127.0.0.1\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var arguments = List.of(
                "--nocluster",
                "--port",
                environment.get("LATCHKEY_HTTP_PORT"),
                "--contextroot",
                "/",
                "--prebootcommandfile",
                commands.toString(),
                "--deploy",
                war.toString());
        var server = new LatchkeyServer(payara(), arguments, "", folder, environment, LONG_LIFE, READY);
        server.process.awaitReady();
        return server;
    }

    /** The unmodified Payara Micro of the class path. */
    private static Path payara() {
        try {
            return Path.of(PayaraMicroLauncher.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it is ready, and gives the administrator of a new database the tests' password. */
    public void awaitReady() {
        process.awaitReady();
        var database = environment.getOrDefault("LATCHKEY_DB_URL", folder.toString());
        if (FIRST_ADMIN_PASSWORD.equals(environment.get("LATCHKEY_ADMIN_PASSWORD")) && DATABASES.add(database)) {
            replacePassword(ADMIN_LOGIN, FIRST_ADMIN_PASSWORD, ADMIN_PASSWORD);
        }
    }

    /** Creates the user unless an earlier call did, and replaces the first password, which opens no other page. */
    public void createUser(String login, String name, String password) {
        if (!created.add(login)) {
            return;
        }
        admin().post("api/users/create", "login", login, "name", name, "password", Secrets.remember(FIRST_PASSWORD));
        replacePassword(login, FIRST_PASSWORD, password);
    }

    private void replacePassword(String login, String first, String password) {
        var replaced = api().withPassword(login, first)
                .post(
                        "api/users/change_password",
                        "login",
                        login,
                        "previousPassword",
                        first,
                        "password",
                        Secrets.remember(password));
        if (replaced.status() != 204) {
            throw new IllegalStateException(replaced.status() + " " + replaced.text());
        }
    }

    /** Like {@link #start}, but does not wait until the server is ready. */
    public static LatchkeyServer launch(Map<String, String> environment, String... arguments) {
        var folder = newFolder();
        return ApplicationServer.wanted()
                .map(server -> launchOn(server, folder, environment))
                .orElseGet(() -> new LatchkeyServer(
                        bundle(), List.of(arguments), "", folder, ofBundle(folder, environment), QUICK_START, READY));
    }

    private static LatchkeyServer launchOn(ApplicationServer server, Path folder, Map<String, String> own) {
        var all = environment(folder, own);
        if (!own.containsKey("LATCHKEY_DB_URL")) {
            all.putAll(new Postgres().environment());
        }
        try {
            var start = server.prepare(bundle().resolveSibling("latchkey.war"), folder, all);
            all.putAll(start.environment());
            var options = new ArrayList<>(SLOW_HASHING);
            options.addAll(start.jvmOptions());
            var path = startPath().substring(1);
            return new LatchkeyServer(start.jar(), start.arguments(), path, folder, all, options, start.ready());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a separate server; these lines extend or override its logging properties. */
    static LatchkeyServer startLogging(String properties) {
        return startLogging(Map.of(), properties);
    }

    /** As {@link #startLogging(String)}; these variables extend or override the usual ones. */
    static LatchkeyServer startLogging(Map<String, String> environment, String properties) {
        return startChanged(environment, bundle -> {
            var logging = bundle.getPath("MICRO-INF/domain/logging.properties");
            Files.writeString(logging, Files.readString(logging) + "\n" + properties);
        });
    }

    /** Starts a separate server whose clock is ahead of real time by the duration in this file. */
    static LatchkeyServer startWithMovedClock(Map<String, String> environment, Path offset) {
        var all = new HashMap<>(environment);
        all.put(MovedClock.FILE, offset.toString());
        return startChanged(all, bundle -> {
            try (var war = FileSystems.newFileSystem(bundle.getPath("MICRO-INF/deploy/ROOT.war"))) {
                var name = MovedClock.class.getName().replace('.', '/') + ".class";
                var classFile = war.getPath("WEB-INF/classes", name);
                Files.createDirectories(classFile.getParent());
                try (var bytes = MovedClock.class.getClassLoader().getResourceAsStream(name)) {
                    Files.copy(bytes, classFile);
                }
            }
        });
    }

    private interface Change {
        void apply(FileSystem bundle) throws IOException;
    }

    private static LatchkeyServer startChanged(Map<String, String> environment, Change change) {
        var folder = newFolder();
        var copy = folder.resolve("tmp/changed.jar");
        try {
            Files.copy(bundle(), copy);
            try (var jar = FileSystems.newFileSystem(copy)) {
                change.apply(jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var server = launch(copy, folder, environment, QUICK_START);
        server.awaitReady();
        return server;
    }

    /** What every server of this JVM has logged since the previous call. */
    static Stream<LogPart> newInLogs() {
        return ALL.stream().map(LatchkeyServer::newInLog);
    }

    private LogPart newInLog() {
        var log = Files.exists(logFile()) ? log() : "";
        var fresh = log.substring(told);
        told = log.length();
        return new LogPart(isShared, fresh);
    }

    /**
     * A part of a log.
     *
     * @param shared whether the server is the shared one, which no test disturbs
     */
    record LogPart(boolean shared, String text) {}

    private static Path newFolder() {
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(bundle().resolveSibling("it")), "server-");
            Files.createDirectories(folder.resolve("tmp"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LatchkeyServer launch(
            Path bundle, Path folder, Map<String, String> environment, List<String> jvmOptions) {
        return new LatchkeyServer(bundle, List.of(), "", folder, ofBundle(folder, environment), jvmOptions, READY);
    }

    private static Map<String, String> ofBundle(Path folder, Map<String, String> own) {
        var all = environment(folder, Map.of());
        switch (Tls.wanted()) {
            case SERVER -> all.putAll(TestCertificate.environment());
            case PROXY -> all.put(TRUSTED_PROXIES, "127.0.0.1");
            case NOBODY -> {}
        }
        all.putAll(own);
        return all;
    }

    private Optional<HttpProxy> inFront() {
        return Tls.wanted() == Tls.PROXY && environment.containsKey(TRUSTED_PROXIES)
                ? Optional.of(new HttpProxy("/", ownUri()))
                : Optional.empty();
    }

    private static Map<String, String> environment(Path folder, Map<String, String> own) {
        var all = new HashMap<>(Map.of(
                "LATCHKEY_HTTP_ADDRESS",
                "127.0.0.1",
                "LATCHKEY_HTTP_PORT",
                Integer.toString(freePort()),
                "LATCHKEY_DATA_DIR",
                folder.resolve("data").toString(),
                "LATCHKEY_ADMIN_PASSWORD",
                FIRST_ADMIN_PASSWORD));
        all.putAll(own);
        return all;
    }

    /** The environment of a server on an empty database of the kind that this test run covers. */
    static Map<String, String> database() {
        return Boolean.getBoolean("latchkey.postgresql") ? new Postgres().environment() : Map.of();
    }

    /** A free port on 127.0.0.1. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the start page, with a slash at the end. */
    public URI baseUri() {
        return proxy.map(HttpProxy::baseUri).orElseGet(this::ownUri);
    }

    /** {@link #baseUri} without a proxy. */
    URI ownUri() {
        var scheme = environment.containsKey("LATCHKEY_HTTPS_KEYSTORE") ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + port() + "/" + path);
    }

    /** Of the server, behind the proxy if there is one. */
    public int port() {
        return Integer.parseInt(environment.get("LATCHKEY_HTTP_PORT"));
    }

    /** The id of the running process. */
    public long pid() {
        return process.pid();
    }

    /** A client of this server without credentials. */
    public Api api() {
        return new Api(baseUri());
    }

    /** The cookie of a new session of the administrator, as {@code name=value}. */
    public String sessionCookie() {
        return sessionCookie(ADMIN_LOGIN, ADMIN_PASSWORD);
    }

    /** The cookie of a new session of a user, as {@code name=value}. */
    String sessionCookie(String login, String password) {
        return api().post("api/authentication/login", "login", login, "password", password)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";")[0];
    }

    /**
     * The administrator with a token, generated on first use. A password would also work, but hashing it takes half a
     * second of processor time per call, by design.
     */
    public synchronized Api admin() {
        if (admin == null) {
            var name = "tests at " + port();
            var generated = api().asAdmin().post("api/user_tokens/generate", "name", name);
            admin = api().withBearer(generated.json().getString("token"));
        }
        return admin;
    }

    /** The output of the server, stdout and stderr, since its first start. */
    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder with every file that the server writes. */
    Path folder() {
        return folder;
    }

    public Path logFile() {
        return folder.resolve("server.log");
    }

    /** Ends the process at once (SIGKILL), as a power cut would. */
    public void kill() {
        process.kill();
    }

    /** Ends the process in order (SIGTERM). */
    public void stop() {
        process.stop();
    }

    /** Stops the process if it runs, and starts another one on the same port with the same data folder. */
    public void restart(String... arguments) {
        stop();
        process = launch(arguments);
        process.awaitReady();
    }

    /** Like {@link #restart}, with the JVM options of a measured server. */
    public void restartForLong() {
        jvmOptions = LONG_LIFE;
        restart();
    }

    /** Waits until the process has ended. */
    public int exitCode() {
        return process.exitCode();
    }

    @Override
    public void close() {
        stop();
    }

    /** Deletes the unpacked bundle, more than 100 MiB per server. */
    private void endWithTheTests() {
        kill();
        proxy.ifPresent(HttpProxy::close);
        try (var files = Files.walk(folder.resolve("tmp"))) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerProcess launch(String... more) {
        var options = new ArrayList<>(jvmOptions);
        options.addAll(List.of("-Xmx512m", "-Djava.io.tmpdir=" + folder.resolve("tmp")));
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return new ServerProcess(jar, options, all, environment, ready, logFile());
    }

    private static Path bundle() {
        var path = System.getProperty("latchkey.microbundle");
        if (path == null) {
            throw new IllegalStateException("The system property latchkey.microbundle does not name the microbundle;"
                    + " start the test with Maven");
        }
        return Path.of(path).toAbsolutePath();
    }

    /** Starts the shared server on first use. */
    private static final class Shared {
        static final LatchkeyServer SERVER = start(database());

        static {
            SERVER.isShared = true;
        }
    }
}
