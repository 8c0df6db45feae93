package dev.latchkey.provisioning;

import dev.latchkey.shared.Message;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Text;
import dev.latchkey.user.ProvisioningResult.Outcome;
import jakarta.enterprise.context.Dependent;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
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

    private static final String COLUMNS =
            "select number, login, name, email, group_names, outcome, faults, user_id, administrator";

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
        try (var insert = entityManager.unwrap(Connection.class).prepareStatement(INSERT)) {
            for (var line : lines) {
                insert.setLong(1, importId);
                insert.setInt(2, line.number());
                insert.setString(3, line.login());
                insert.setString(4, line.name());
                insert.setString(5, line.email());
                insert.setString(6, line.groups());
                insert.setString(7, line.outcome().name());
                insert.setString(8, json(line.faults()));
                insert.setObject(9, line.userId(), Types.BIGINT);
                insert.setBoolean(10, line.administrator());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Lines in the order of the file. */
    Page<ImportLine> lines(long importId, @Nullable Outcome outcome, int offset, int limit) {
        var from = " from user_import_line where import_id = ?" + (outcome == null ? "" : " and outcome = ?");
        var list = query(
                        COLUMNS + from + " order by " + (outcome == null ? "" : "outcome, ") + "number",
                        importId,
                        outcome)
                .setFirstResult(offset)
                .setMaxResults(limit);
        var total = (Number) query("select count(*)" + from, importId, outcome).getSingleResult();
        return new Page<>(lines(list), total.longValue());
    }

    /** The first lines that make a user an administrator. */
    List<ImportLine> administrators(long importId, int limit) {
        return lines(query(
                        COLUMNS
                                + " from user_import_line where import_id = ? and administrator order by import_id, number",
                        importId)
                .setMaxResults(limit));
    }

    /** The next lines that change something. */
    List<ImportLine> changes(long importId, int after, int limit) {
        // Not with outcome in (…): H2 would use the index on outcomes, and sort all remaining lines each time.
        return lines(query(
                        COLUMNS + " from user_import_line where import_id = ? and number > ?"
                                + " and outcome <> 'UNCHANGED' and outcome <> 'FAULT' order by import_id, number",
                        importId,
                        after)
                .setMaxResults(limit));
    }

    /** Stores an outcome that differs from the preview. */
    void setOutcome(long importId, ImportLine line) {
        query(
                        "update user_import_line set outcome = ?, faults = ? where import_id = ? and number = ?",
                        line.outcome(),
                        json(line.faults()),
                        importId,
                        line.number())
                .executeUpdate();
    }

    /** Deletes the lines about this user, by id or, in any case, by former login, in all files. */
    void forgetLinesOf(long userId, String login) {
        query("delete from user_import_line where user_id = ? or lower(login) = ?", userId, Text.fold(login))
                .executeUpdate();
    }

    /** Deletes the files of a user, except one being imported. */
    void forgetOf(long userId) {
        query("delete from user_import where created_by_id = ?" + IDLE, userId).executeUpdate();
    }

    /** Deletes the files older than this, except one being imported. */
    void forgetBefore(Instant moment) {
        query("delete from user_import where created_at < ?" + IDLE, moment.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    private Query query(String sql, @Nullable Object... parameters) {
        var query = entityManager.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            var value = parameters[i];
            if (value != null) {
                query.setParameter(i + 1, value instanceof Outcome outcome ? outcome.name() : value);
            }
        }
        return query;
    }

    private static List<ImportLine> lines(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new ImportLine(
                        ((Number) row[0]).intValue(),
                        (String) row[1],
                        (String) row[2],
                        (String) row[3],
                        (String) row[4],
                        Outcome.valueOf((String) row[5]),
                        messages((String) row[6]),
                        row[7] == null ? null : ((Number) row[7]).longValue(),
                        (Boolean) row[8]))
                .toList();
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
