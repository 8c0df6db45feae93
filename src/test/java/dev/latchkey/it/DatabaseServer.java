package dev.latchkey.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server of a test's own, which it may stop, silence and kill. */
record DatabaseServer(EmbeddedPostgres server, Path data) implements AutoCloseable {

    /**
     * Starts the server.
     *
     * @param data its folder; kept when it exists
     * @param settings those of postgresql.conf
     */
    static DatabaseServer start(Path data, int port, Map<String, String> settings) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(2));
        settings.forEach(builder::setServerConfig);
        return new DatabaseServer(builder.start(), data);
    }

    /** Stops all its processes where they are: it neither answers nor refuses, as if the network were cut. */
    void silence() throws Exception {
        signal("STOP");
    }

    /** Ends the silence. */
    void goOn() throws Exception {
        signal("CONT");
    }

    /** Ends all its processes at once, as a power cut would. */
    void kill() throws Exception {
        signal("KILL");
    }

    private void signal(String name) throws Exception {
        var main = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        var command = new ArrayList<>(List.of("kill", "-" + name, Long.toString(main)));
        ProcessHandle.of(main).orElseThrow().children().forEach(child -> command.add(Long.toString(child.pid())));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** Executes a statement as the superuser. */
    void execute(String sql) throws Exception {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
