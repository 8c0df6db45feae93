package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.AuditEvent.AuditEntriesForgotten;
import dev.latchkey.platform.FileFormat;
import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.SchemaMigration;
import dev.latchkey.shared.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {

    private static final AuditQuery ALL = AuditQuery.ALL;
    private static final SealKey KEY = SealKey.random();

    @TempDir
    Path folder = Path.of("");

    private final AuditRepository repository = new AuditRepository();

    private DataSource database;

    @SuppressWarnings("NullAway.Init") // before each test
    ExportTest() {}

    @BeforeEach
    void writeSome() throws SQLException {
        var memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:export" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        database = memory;
        repository.connections = new Connections(database);
        SchemaMigration.migrate(database);
        var names = new ArrayList<>(
                List.of("=1+1", "\"},\"hash\":\"" + "0".repeat(64) + "\"", "ünï\n\u2028code \ud83d\ude00"));
        IntStream.range(0, 1500).forEach(i -> names.add("t" + i));
        append(names.toArray(String[]::new));
    }

    private void append(String... names) throws SQLException {
        append(Stream.of(names).map(AuditRecords::token).toList());
    }

    private void append(List<AuditRecord> records) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            AuditRepository.append(connection, records);
            connection.commit();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String exported(AuditQuery query, FileFormat format) throws IOException {
        return exported(query, format, KEY);
    }

    private String exported(AuditQuery query, FileFormat format, SealKey key) throws IOException {
        var out = new StringWriter();
        var end = AuditRecords.AT.plusSeconds(9);
        new Export(repository, query, format, chains -> new Seal(end, chains).line(key), () -> {}).write(out);
        return out.toString();
    }

    /** Stores a seal of the current log, dated this many seconds later. */
    private String sealed(SealKey key, int seconds) {
        var at = AuditRecords.AT.plusSeconds(seconds);
        var line = new Seal(at, Sealing.ends(repository.tips())).line(key);
        repository.keepSeal(at, line);
        return line;
    }

    /** The exit code and the first line of the output. */
    private String checked(String export, String... more) throws IOException {
        return said(export, more).lines().findFirst().orElse("");
    }

    private String said(String export, String... more) throws IOException {
        var file = Files.writeString(folder.resolve("audit-log.json"), export);
        var arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(more));
        var said = new ByteArrayOutputStream();
        var code =
                ExportCheck.run(arguments.toArray(String[]::new), new PrintStream(said, true, StandardCharsets.UTF_8));
        return code + " " + said.toString(StandardCharsets.UTF_8).strip();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void offlineCheckAcceptsAnUntouchedExport() throws IOException {
        assertThat(said(exported(ALL, FileFormat.JSON)).lines())
                .containsExactly(
                        "0 1503 entries, all unchanged, and none is missing",
                        "Not checked: the names of users and tokens, which are not part of an entry",
                        "Not checked: whether the whole log was rewritten; give the server's public key (--key)");
        sealed(KEY, 1);
        assertThat(said(exported(ALL, FileFormat.JSON), "--key", file("key.pem", KEY.publicPem()))
                        .lines())
                .containsExactly(
                        "0 1503 entries, all unchanged, and none is missing; they match the 2 seals,"
                                + " the last of 2027-01-01T00:00:08.999999Z",
                        "Not checked: the names of users and tokens, which are not part of an entry",
                        "Not checked: whether the holder of the server's key rewrote it; give seals that were stored"
                                + " elsewhere (--seals)");
    }

    @Test
    void theKeyRevealsARewrittenExport() throws IOException {
        sealed(KEY, 1);
        var export = exported(ALL, FileFormat.JSON);
        var key = file("key.pem", KEY.publicPem());
        assertThat(checked(rewritten(export, false)))
                .as("without the key, anyone can recompute the hashes")
                .startsWith("0 1503 entries");
        assertThat(checked(rewritten(export, true), "--key", key))
                .isEqualTo("1 Entry 1-1503 is not the one that was sealed on 2027-01-01T00:00:00.999999Z");
        assertThat(checked(rewritten(export, false), "--key", key))
                .as("rewritten, with the seals removed")
                .isEqualTo("1 The seal of 2027-01-01T00:00:08.999999Z is not signed with the key " + KEY.id());
        var other = SealKey.random();
        assertThat(checked(exported(ALL, FileFormat.JSON, other), "--key", key))
                .as("signed with another server's key")
                .isEqualTo("1 The seal of 2027-01-01T00:00:08.999999Z is signed with the key " + other.id()
                        + ", which was not given");
    }

    @Test
    void sealsStoredElsewhereRevealARewriteWithTheKey() throws IOException, SQLException {
        var first = sealed(KEY, 1);
        append("later");
        var second = sealed(KEY, 2);
        var key = file("key.pem", KEY.publicPem());
        var syslog = file(
                "syslog",
                "<109>1 2027-01-01T00:00:00.999Z host latchkey - SEAL - " + first + "\nsomething else\n" + second);
        assertThat(said(exported(ALL, FileFormat.JSON), "--key", key, "--seals", syslog)
                        .lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("0 1504 entries")
                .contains("5 seals");

        execute("delete from audit_seal");
        execute("delete from audit_entry where chain = 1 and position = 1504");
        execute("update audit_chain set length = 1503, hash = (select hash from audit_entry where chain = 1 and"
                + " position = 1503) where id = 1");
        var cut = exported(ALL, FileFormat.JSON);
        assertThat(checked(cut, "--key", key)).startsWith("0 1503 entries");
        assertThat(checked(cut, "--key", key, "--seals", syslog))
                .isEqualTo("1 Entry 1-1504, which was sealed on 2027-01-01T00:00:01.999999Z, is missing");
        assertThat(checked(cut, "--seals", syslog)).isEqualTo(checked(cut, "--key", key, "--seals", syslog));
    }

    @Test
    void mayBeginBehindACheckpoint() throws IOException, SQLException {
        var sealed = file("seals", sealed(KEY, 1));
        var end = new Chain(1, 700, repository.entries(1, 699, 700, 1).get(0).hash());
        repository.forget(end);
        assertThat(checked(exported(ALL, FileFormat.JSON))).isEqualTo("1 Entry 1-1 is missing");

        append(List.of(AuditRecord.of(new AuditEntriesForgotten(end), Origin.SERVER, AuditRecords.AT)));

        var export = exported(ALL, FileFormat.JSON);
        assertThat(said(export, "--key", file("key.pem", KEY.publicPem()), "--seals", sealed)
                        .lines())
                .hasSize(3)
                .contains("Not checked: entries up to 1-700, which the server has deleted by its retention")
                .first()
                .asString()
                .startsWith("0 804 entries");
        assertThat(checked(without(export.lines().toList(), 2))).isEqualTo("1 Entry 1-1 is missing");
    }

    /** Changes the first entry and recomputes all hashes; keeps or removes the seals. */
    private static String rewritten(String export, boolean withSeals) {
        var before = "";
        var lines = new ArrayList<String>();
        for (var line : export.lines().toList()) {
            var entry = Pattern.compile(
                            "\\{\"entry\":(\\{.*\\}),\"hash\":\"([0-9a-f]{64})\",\"names\"(.*)", Pattern.DOTALL)
                    .matcher(line);
            if (entry.matches()) {
                var text = entry.group(1).replace("192.0.2.7", "192.0.2.66");
                if (!before.isEmpty()) {
                    text = text.replaceFirst("\"previousHash\":\"[0-9a-f]{64}", "\"previousHash\":\"" + before);
                }
                before = sha256(text);
                lines.add("{\"entry\":" + text + ",\"hash\":\"" + before + "\",\"names\"" + entry.group(3));
            } else if (!line.startsWith("{\"at\"") || lines.size() > 2) {
                lines.add(line.replaceFirst("\"hash\":\"[0-9a-f]{64}", "\"hash\":\"" + before));
            } else if (withSeals) {
                lines.add(line);
            }
        }
        return String.join("\n", lines);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void offlineCheckNamesTheTampering() throws IOException {
        var lines = exported(ALL, FileFormat.JSON).lines().toList();
        assertThat(checked(without(lines, 5))).isEqualTo("1 Entry 1-5 is missing");
        assertThat(checked(without(lines, 1))).isEqualTo("1 Entry 1-1 is missing");
        assertThat(checked(without(lines, 5), "--filtered")).startsWith("0 1502 entries");
        assertThat(checked(with(lines, 5, lines.get(6)))).isEqualTo("1 Entry 1-5 is missing");
        assertThat(checked(with(lines, 6, lines.get(5)))).isEqualTo("1 Entry 1-5 is out of place");
        assertThat(checked(with(lines, 5, lines.get(5).replace("192.0.2.7", "192.0.2.8"))))
                .isEqualTo("1 Entry 1-5 was changed");
        assertThat(checked(without(lines, lines.size() - 1))).startsWith("1 The end is missing");
    }

    @Test
    void aCutEndIsFoundOffline() throws IOException {
        var lines = exported(ALL, FileFormat.JSON).lines().toList();
        var ends = lines.size() - 2;
        assertThat(lines.get(ends)).contains("\"chains\":[{\"chain\":1,");
        var cut = new ArrayList<>(lines);
        cut.remove(ends - 1);
        assertThat(checked(String.join("\n", cut))).isEqualTo("1 Chain 1 does not end with entry 1-1502");
        assertThat(checked(String.join("\n", cut), "--filtered")).startsWith("0 1502 entries");
        cut.subList(1, ends - 1).clear();
        assertThat(checked(String.join("\n", cut))).isEqualTo("1 Chain 1 does not end with entry 1-0");
        assertThat(checked(without(lines, ends))).startsWith("1 The seal at the end is missing");
        assertThat(checked(with(lines, ends, lines.get(ends).replace("\"length\":1503", "\"length\":1504"))))
                .isEqualTo("1 Chain 1 does not end with entry 1-1503");
        assertThat(checked(with(lines, ends, lines.get(ends).replaceFirst("\\{\"chain\":1,[^}]*}", ""))))
                .isEqualTo("1 Chain 1 does not end with entry 1-1503");
    }

    @Test
    void whatIsBehindTheHashCannotPassForTheEntry() throws IOException {
        var lines = new ArrayList<>(exported(ALL, FileFormat.JSON).lines().toList());
        var hash = lines.get(4).replaceFirst(".*\"hash\":\"([0-9a-f]{64})\",\"names\".*", "$1");
        var forged = ",\"position\":5,\"previousHash\":\"" + hash + "\",\"refused\":false";
        lines.remove(5);
        var after = lines.get(5);
        assertThat(checked(with(lines, 5, after.replace("},", forged + "},")), "--filtered"))
                .startsWith("1 This line is not an entry");
        assertThat(checked(with(lines, 5, after.replace("\"names\":{", "\"names\":{" + forged.substring(1) + ","))))
                .startsWith("1 This line is not an entry");
        assertThat(checked(with(lines, 5, after.replace("\"names\":{}", "\"names\":{\"actor\":\"a\\\"nn\"}"))))
                .isEqualTo("1 Entry 1-5 is missing");
    }

    @Test
    void hasOnlyThePartOfTheLogThatWasWanted() throws IOException {
        var query = new AuditQuery("T7", "", "", "TOKEN_GENERATED", false, null, AuditRecords.AT.minusSeconds(1), null);
        var part = exported(query, FileFormat.JSON);
        assertThat(part.lines()).hasSize(2 + 1 + 10 + 100);
        assertThat(checked(part, "--filtered")).startsWith("0 111 entries");
    }

    @Test
    void runsNoFormulaInASpreadsheet() throws IOException {
        assertThat(exported(ALL, FileFormat.CSV)).contains(",\"'=1+1\",").doesNotContain("\"=1+1");
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
