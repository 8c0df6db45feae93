package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.SchemaMigration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {

    private static final AuditQuery ALL = AuditQuery.ALL;

    @TempDir
    Path folder = Path.of("");

    private final AuditRepository repository = new AuditRepository();

    @BeforeEach
    void writeSome() throws SQLException {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:export" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        repository.connections = new Connections(database);
        SchemaMigration.migrate(database);
        var names = new ArrayList<>(
                List.of("=1+1", "\"},\"hash\":\"" + "0".repeat(64) + "\"", "ünï\n\u2028code \ud83d\ude00"));
        IntStream.range(0, 1500).forEach(i -> names.add("t" + i));
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            AuditRepository.append(
                    connection, names.stream().map(Occurrences::token).toList());
            connection.commit();
        }
    }

    private String exported(AuditQuery query, Export.Format format) throws IOException {
        var out = new StringWriter();
        new Export(repository, query, format, () -> {}).write(out);
        return out.toString();
    }

    /** The exit code and what is said. */
    private String checked(String export, String... more) throws IOException {
        var file = Files.writeString(folder.resolve("audit-log.json"), export);
        var arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(more));
        var said = new ByteArrayOutputStream();
        var code =
                ExportCheck.run(arguments.toArray(String[]::new), new PrintStream(said, true, StandardCharsets.UTF_8));
        return code + " " + said.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void isFoundGoodOfflineWhenNobodyTouchedIt() throws IOException {
        assertThat(checked(exported(ALL, Export.Format.JSON)))
                .isEqualTo("0 1503 entries, each as it was written; names are not checked");
    }

    @Test
    void isNamedOfflineWhatWasDoneToIt() throws IOException {
        var lines = exported(ALL, Export.Format.JSON).lines().toList();
        assertThat(checked(without(lines, 5))).isEqualTo("1 Entry 1-5 is missing");
        assertThat(checked(without(lines, 5), "--filtered")).startsWith("0 1502 entries");
        assertThat(checked(with(lines, 5, lines.get(6)))).isEqualTo("1 Entry 1-5 is missing");
        assertThat(checked(with(lines, 6, lines.get(5)))).isEqualTo("1 Entry 1-5 is not in its place");
        assertThat(checked(with(lines, 5, lines.get(5).replace("192.0.2.7", "192.0.2.8"))))
                .isEqualTo("1 Entry 1-5 was changed");
        assertThat(checked(without(lines, lines.size() - 1))).startsWith("1 The end is missing");
    }

    @Test
    void aCutEndIsFoundOffline() throws IOException {
        var lines = exported(ALL, Export.Format.JSON).lines().toList();
        var ends = lines.size() - 2;
        assertThat(lines.get(ends)).startsWith("{\"chains\":[{\"chain\":1,");
        var cut = new ArrayList<>(lines);
        cut.remove(ends - 1);
        assertThat(checked(String.join("\n", cut))).isEqualTo("1 Chain 1 does not end with entry 1-1502");
        assertThat(checked(String.join("\n", cut), "--filtered")).startsWith("0 1502 entries");
        cut.subList(1, ends - 1).clear();
        assertThat(checked(String.join("\n", cut))).isEqualTo("1 Chain 1 does not end with entry 1-0");
        assertThat(checked(without(lines, ends))).startsWith("1 Where the chains end is missing");
        assertThat(checked(with(lines, ends, lines.get(ends).replace("\"length\":1503", "\"length\":1504"))))
                .isEqualTo("1 Chain 1 does not end with entry 1-1503");
        assertThat(checked(with(lines, ends, lines.get(ends).replaceFirst(",\\{\"chain\":2,[^}]*}", ""))))
                .isEqualTo("1 Chain 2 does not end with entry 2-0");
    }

    @Test
    void whatIsBehindTheHashCannotPassForTheEntry() throws IOException {
        var lines = new ArrayList<>(exported(ALL, Export.Format.JSON).lines().toList());
        var hash = lines.get(4).replaceFirst(".*\"hash\":\"([0-9a-f]{64})\",\"names\".*", "$1");
        var forged = ",\"position\":5,\"previousHash\":\"" + hash + "\",\"refused\":false";
        lines.remove(5);
        var after = lines.get(5);
        assertThat(checked(with(lines, 5, after.replace("},", forged + "},")), "--filtered"))
                .startsWith("1 This line is no entry");
        assertThat(checked(with(lines, 5, after.replace("\"names\":{", "\"names\":{" + forged.substring(1) + ","))))
                .startsWith("1 This line is no entry");
        assertThat(checked(with(lines, 5, after.replace("\"names\":{}", "\"names\":{\"actor\":\"a\\\"nn\"}"))))
                .isEqualTo("1 Entry 1-5 is missing");
    }

    @Test
    void hasOnlyThePartOfTheLogThatWasWanted() throws IOException {
        var query = new AuditQuery("T7", "", "", "TOKEN_GENERATED", false, null, Occurrences.AT.minusSeconds(1), null);
        var part = exported(query, Export.Format.JSON);
        assertThat(part.lines()).hasSize(2 + 1 + 10 + 100);
        assertThat(checked(part, "--filtered")).startsWith("0 111 entries");
    }

    @Test
    void runsNoFormulaInASpreadsheet() throws IOException {
        assertThat(exported(ALL, Export.Format.CSV)).contains(",\"'=1+1\",").doesNotContain("\"=1+1");
    }

    private static String without(List<String> lines, int line) {
        var copy = new ArrayList<>(lines);
        copy.remove(line);
        return String.join("\n", copy);
    }

    private static String with(List<String> lines, int line, String other) {
        var copy = new ArrayList<>(lines);
        copy.set(line, other);
        return String.join("\n", copy);
    }
}
