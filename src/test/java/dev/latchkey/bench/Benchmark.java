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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;

/**
 * The main class. Starts a server, measures it over loopback, and writes one table to stdout and
 * {@code target/bench.txt}. Compare ratios of figures measured in turns; a busy machine distorts single figures.
 *
 * <p>{@code -Dbench.database=postgresql} measures on PostgreSQL instead of the embedded H2.
 */
public final class Benchmark {

    /** At most this many tokens are generated and checked in turn. */
    private static final int GENERATED = 4_000;

    private final Report report = new Report();
    private final Path folder;

    private Benchmark(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        var target = Path.of(System.getProperty("latchkey.microbundle")).resolveSibling("bench");
        delete(target);
        var benchmark = new Benchmark(Files.createDirectories(target));
        if ("postgresql".equals(System.getProperty("bench.database"))) {
            benchmark.onPostgresql();
        } else {
            benchmark.onH2();
        }
        benchmark.report.write(target.resolveSibling("bench.txt"));
        delete(target);
    }

    private void onH2() throws Exception {
        var data = folder.resolve("data").toAbsolutePath();
        onDatabase(
                "H2",
                Map.of("LATCHKEY_DATA_DIR", data.toString()),
                () -> DriverManager.getConnection(
                        "jdbc:h2:file:" + data.resolve("latchkey") + ";CACHE_SIZE=524288", "sa", ""));
    }

    private void onPostgresql() throws Exception {
        try (var postgresql = EmbeddedPostgres.start()) {
            onDatabase(
                    "PostgreSQL",
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

    /** Opens a connection while no server has the database open. */
    @FunctionalInterface
    private interface Database {
        Connection open() throws SQLException;
    }

    private void onDatabase(String name, Map<String, String> environment, Database database) throws Exception {
        try (var server = LatchkeyServer.start(environment)) {
            server.stop();
            var start = System.nanoTime();
            Population population;
            String rich;
            var others = new ArrayList<String>();
            try (var connection = database.open()) {
                population = new Population(connection);
                population.settle();
                // an entry for each token
                LongLog.write(connection, population.tokens(), Population.FIRST_USER, population.users());
                rich = population.rich();
                for (int i = 0; i < GENERATED; i++) {
                    others.add(population.other(i));
                }
            }
            report.title(
                    "Latchkey with %,d users and %,d tokens on %s, %d processors (database filled in %.0f s)",
                    population.users(),
                    population.tokens(),
                    name,
                    Runtime.getRuntime().availableProcessors(),
                    (System.nanoTime() - start) / 1e9);
            server.restartForLong();
            new Measurements(server, report).take(rich, others);
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
