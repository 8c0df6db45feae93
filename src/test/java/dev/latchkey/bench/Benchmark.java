package dev.latchkey.bench;

import dev.latchkey.audit.LongLog;
import dev.latchkey.it.LatchkeyServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The main class. Fills a database, measures a server beside a bare Payara Micro over loopback, and writes one Markdown
 * table to stdout and {@code target/bench.md}. Its system properties:
 *
 * <ul>
 *   <li>{@code bench.database}: {@code postgresql} instead of the embedded H2
 *   <li>{@code bench.users}, {@code bench.tokens}: how many active users and tokens
 *   <li>{@code bench.only}: the groups to measure, with commas in between, of {@code check, lists, page, writes, more}, and
 *       {@code cold} for the first half minute of {@code check}
 *   <li>{@code bench.growth}: numbers of tokens, with commas in between: measures reading calls on PostgreSQL with each of them, and
 *       a tenth as many users, and writes {@code target/bench-growth.md} and a curve instead
 * </ul>
 */
public final class Benchmark {

    private static final String GROUPS = "cold,check,lists,page,writes,more";

    private static final List<Integer> CONNECTIONS = List.of(1, 8, 16);
    private static final int SOME = 8;

    private final Path folder;

    private Benchmark(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        var target = Path.of(System.getProperty("latchkey.microbundle")).resolveSibling("bench");
        delete(target);
        new Benchmark(Files.createDirectories(target)).measure();
        delete(target);
    }

    private void measure() throws Exception {
        var revocations = Integer.getInteger("bench.revocations", 0);
        if (revocations > 0) {
            var result = RevocationBound.measure(revocations);
            System.out.print(result);
            Files.writeString(folder.resolveSibling("bench-revocations.md"), result);
            return;
        }
        var sizes = System.getProperty("bench.growth", "");
        try (var bare = new BarePayara(folder)) {
            if (!sizes.isEmpty()) {
                grow(bare, Stream.of(sizes.split(",")).map(Integer::valueOf).toList());
                return;
            }
            var users = Integer.getInteger("bench.users", onPostgresql() ? 100_000 : 10_000);
            var tokens = Integer.getInteger("bench.tokens", 10 * users);
            var chosen = System.getProperty("bench.only", "");
            var groups = List.of((chosen.isEmpty() ? GROUPS : chosen).split(","));
            var plan = new Plan(users, tokens, groups, CONNECTIONS);
            var report = onPostgresql() ? onPostgresql(bare, plan) : onH2(bare, plan);
            report.note(
                    "The bare Payara Micro was ready after %.1f s; resident memory %,d MB at the end.",
                    bare.secondsToStart(), ResidentMemory.megabytes(bare.pid()));
            report.write(folder.resolveSibling("bench.md"));
        }
    }

    private static boolean onPostgresql() {
        return "postgresql".equals(System.getProperty("bench.database"));
    }

    private void grow(BarePayara bare, List<Integer> sizes) throws Exception {
        var growth = new Growth();
        for (var tokens : sizes) {
            // the cold half minute warms the server up
            var plan = new Plan(tokens / 10, tokens, List.of("cold", "check", "lists", "page"), List.of(SOME));
            growth.add(tokens, onPostgresql(bare, plan).measured());
        }
        growth.write(folder.resolveSibling("bench-growth"));
    }

    private Report onH2(BarePayara bare, Plan plan) throws Exception {
        var data = folder.resolve("data").toAbsolutePath();
        return onDatabase(
                bare,
                plan,
                Map.of("LATCHKEY_DATA_DIR", data.toString()),
                () -> DriverManager.getConnection(
                        "jdbc:h2:file:" + data.resolve("latchkey") + ";CACHE_SIZE=524288", "sa", ""));
    }

    private static Report onPostgresql(BarePayara bare, Plan plan) throws Exception {
        // as large as the heap; the default would be an eighth of the database
        try (var postgresql = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "512MB")
                .start()) {
            return onDatabase(
                    bare,
                    plan,
                    Map.of(
                            "LATCHKEY_DB_URL",
                            postgresql.getJdbcUrl("postgres", "postgres"),
                            "LATCHKEY_DB_USER",
                            "postgres",
                            "LATCHKEY_DB_PASSWORD",
                            "postgres"),
                    () -> postgresql.getPostgresDatabase().getConnection());
        }
    }

    /**
     * What to measure.
     *
     * @param users the number of active users
     * @param connections how many to measure reading calls with, one number after the other
     */
    private record Plan(int users, int tokens, List<String> groups, List<Integer> connections) {}

    /** Opens a connection while no server has the database open. */
    @FunctionalInterface
    private interface Database {
        Connection open() throws SQLException;
    }

    private static Report onDatabase(BarePayara bare, Plan plan, Map<String, String> environment, Database database)
            throws Exception {
        try (var server = LatchkeyServer.startWithSlowHashing(environment)) {
            server.stop();
            var start = System.nanoTime();
            Report report;
            Measurements.Known known;
            try (var connection = database.open()) {
                var population = new Population(connection, plan.users(), plan.tokens());
                population.settle();
                if (plan.groups().contains("more")) {
                    // about an entry for each token
                    LongLog.write(connection, plan.tokens() / 10_000 * 10_000, Population.FIRST_USER, plan.users());
                }
                known = new Measurements.Known(
                        plan.users(),
                        population.values(),
                        population.rich(),
                        population.logins(),
                        population.revocable());
                var product = connection.getMetaData();
                report = new Report(String.format(
                        Locale.ROOT,
                        "%,d users and %,d tokens on %s %s, %d processors that the load generator shares, Java %s, a heap of 512 MiB.",
                        plan.users(),
                        plan.tokens(),
                        product.getDatabaseProductName(),
                        product.getDatabaseProductVersion().split(" ")[0],
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature()));
            }
            System.out.printf(Locale.ROOT, "The database was filled in %.0f s.%n", (System.nanoTime() - start) / 1e9);
            new Measurements(server, new Turns(bare, report), report, known, plan.connections()).take(plan.groups());
            return report;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
