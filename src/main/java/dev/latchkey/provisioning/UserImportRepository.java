package dev.latchkey.provisioning;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.Message;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Text;
import dev.latchkey.user.ProvisioningResult.Outcome;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files of users in the database. Lines are not entities: up to 100,000 are written in batches on the connection of the
 * transaction.
 */
@Dependent
class UserImportRepository {

    private static final String INSERT = "insert into user_import_line (import_id, number, login, name, email,"
            + " group_names, outcome, faults, user_id, administrator) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String SELECT = "select number, login, name, email, group_names, outcome, faults, user_id,"
            + " administrator from user_import_line";

    /** A running task still reads the lines. */
    private static final String IDLE =
            " and (task_id is null or task_id not in (select id from background_task where state = 'RUNNING'))";

    private static final int LONGEST_ARGUMENT = 255;

    private static final String NONE = "[]";

    // A constant, because each call of Json searches for an implementation.
    private static final JsonBuilderFactory WRITE = Json.createBuilderFactory(Map.of());
    private static final JsonReaderFactory READ = Json.createReaderFactory(Map.of());

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    Connections connections;

    void add(UserImport userImport) {
        entityManager.persist(userImport);
        entityManager.flush();
    }

    @Nullable
    UserImport find(long id) {
        return entityManager.find(UserImport.class, id);
    }

    /** Locks the import until the transaction ends. */
    @Nullable
    UserImport lock(long id) {
        return entityManager.find(UserImport.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Stores the counts; reading the lines has detached the entity. */
    void update(UserImport userImport) {
        entityManager.merge(userImport);
    }

    void addLines(long importId, List<ImportLine> lines) {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var line : lines) {
            rows.add(Arrays.asList(
                    importId,
                    line.number(),
                    line.login(),
                    line.name(),
                    line.email(),
                    line.groups(),
                    line.outcome().name(),
                    json(line.faults()),
                    line.userId(),
                    line.administrator()));
        }
        connections.lend(connection -> {
            Sql.batch(connection, INSERT, rows);
            return rows.size();
        });
    }

    /** Lines in the order of the file. */
    Page<ImportLine> lines(long importId, @Nullable Outcome outcome, int offset, int limit) {
        var wanted = new ArrayList<>(List.of(Sql.of("import_id = ?", importId)));
        if (outcome != null) {
            wanted.add(Sql.of("outcome = ?", outcome.name()));
        }
        var order = outcome == null ? "number" : "outcome, number";
        var total = Sql.of("select count(*) from user_import_line").where(wanted);
        return new Page<>(list(wanted, order, offset, limit), connections.lend(total::count));
    }

    /** The first lines that make a user an administrator. */
    List<ImportLine> administrators(long importId, int limit) {
        return list(List.of(Sql.of("import_id = ? and administrator", importId)), "import_id, number", 0, limit);
    }

    /** The next lines that change something. */
    List<ImportLine> changes(long importId, int after, int limit) {
        // Not with outcome in (…): H2 would use the index on outcomes, and sort all remaining lines each time.
        var wanted = Sql.of(
                "import_id = ? and number > ? and outcome <> 'UNCHANGED' and outcome <> 'FAULT'", importId, after);
        return list(List.of(wanted), "import_id, number", 0, limit);
    }

    private List<ImportLine> list(List<Sql> wanted, String order, int offset, int limit) {
        var select = Sql.of(SELECT)
                .where(wanted)
                .append(" order by " + order + " offset ? rows fetch next ? rows only", offset, limit);
        return connections.lend(connection -> select.list(connection, UserImportRepository::line));
    }

    private static ImportLine line(ResultSet row) throws SQLException {
        return new ImportLine(
                row.getInt("number"),
                row.getString("login"),
                row.getString("name"),
                row.getString("email"),
                row.getString("group_names"),
                Outcome.valueOf(row.getString("outcome")),
                messages(row.getString("faults")),
                row.getObject("user_id", Long.class),
                row.getBoolean("administrator"));
    }

    /** Stores an outcome that differs from the preview. */
    void setOutcome(long importId, ImportLine line) {
        connections.lend(Sql.of(
                "update user_import_line set outcome = ?, faults = ? where import_id = ? and number = ?",
                line.outcome().name(),
                json(line.faults()),
                importId,
                line.number())::update);
    }

    /** Deletes the lines about this user, by id or, in any case, by former login, in all files. */
    void forgetLinesOf(long userId, String login) {
        connections.lend(
                Sql.of("delete from user_import_line where user_id = ? or lower(login) = ?", userId, Text.fold(login))
                        ::update);
    }

    /** Deletes the files of a user, except one being imported. */
    void forgetOf(long userId) {
        connections.lend(Sql.of("delete from user_import where created_by_id = ?" + IDLE, userId)::update);
    }

    /** Deletes the files older than this, except one being imported. */
    void forgetBefore(Instant moment) {
        connections.lend(Sql.of("delete from user_import where created_at < ?" + IDLE, moment)::update);
    }

    /** An array per message: its key and its arguments as strings. */
    private static String json(List<Message> messages) {
        if (messages.isEmpty()) {
            return NONE;
        }
        var array = WRITE.createArrayBuilder();
        for (var message : messages) {
            var words = WRITE.createArrayBuilder().add(message.key());
            for (var argument : message.arguments()) {
                var text = argument.toString();
                words.add(text.substring(0, Math.min(text.length(), LONGEST_ARGUMENT)));
            }
            array.add(words);
        }
        return array.build().toString();
    }

    private static List<Message> messages(String json) {
        if (json.equals(NONE)) {
            return List.of();
        }
        try (var reader = READ.createReader(new StringReader(json))) {
            return reader.readArray().getValuesAs(JsonArray.class).stream()
                    .map(words -> words.getValuesAs(JsonString::getString))
                    .map(words -> new Message(words.get(0), List.copyOf(words.subList(1, words.size()))))
                    .toList();
        }
    }
}
