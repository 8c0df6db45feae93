package dev.latchkey.platform.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement, or a part of one, with the values of its parameters: each part is appended together with its own values, so that
 * positions are counted here alone. Rows are read by the names of their columns.
 */
public final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();

    private Sql() {}

    /** @param values one for each {@code ?} of the text; an {@link Instant} is bound as a moment in UTC */
    public static Sql of(String text, @Nullable Object... values) {
        return new Sql().append(text, values);
    }

    public Sql append(String part, @Nullable Object... given) {
        text.append(part);
        values.addAll(Arrays.asList(given));
        return this;
    }

    public Sql append(Sql part) {
        text.append(part.text);
        values.addAll(part.values);
        return this;
    }

    /** @param frame a text with {@code %s} where this statement goes */
    public Sql in(String frame) {
        var framed = of(frame.formatted(text));
        framed.values.addAll(values);
        return framed;
    }

    /** Appends {@code where} with all of these conditions; nothing when there are none. */
    public Sql where(List<Sql> conditions) {
        var word = " where ";
        for (var condition : conditions) {
            append(word).append(condition);
            word = " and ";
        }
        return this;
    }

    /** Whether the column has one of these numbers; never true when there are none. */
    public static Sql in(String column, Collection<Long> numbers) {
        return of(column + " = any(?)", (Object) numbers.toArray(Long[]::new));
    }

    /** Converts a row of the result. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    public <T> List<T> list(Connection connection, Reader<T> reader) throws SQLException {
        try (var select = prepare(connection);
                var rows = select.executeQuery()) {
            var read = new ArrayList<T>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        }
    }

    /** The first row, if there is any. */
    public <T> Optional<T> first(Connection connection, Reader<T> reader) throws SQLException {
        try (var select = prepare(connection);
                var rows = select.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    /** The only number that a count answers. */
    public long count(Connection connection) throws SQLException {
        return first(connection, row -> row.getLong(1)).orElseThrow();
    }

    /** @return how many rows it changed */
    public int update(Connection connection) throws SQLException {
        try (var update = prepare(connection)) {
            return update.executeUpdate();
        }
    }

    /**
     * Whether {@code for update} returns a row as of the moment it is locked, even after waiting. PostgreSQL does so under
     * read committed, the isolation level of every pool. H2 may return an older state: read again under the lock.
     */
    public static boolean readsWhatItLocks(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        var statement = connection.prepareStatement(text.toString());
        set(statement, values);
        return statement;
    }

    /**
     * Runs the same statement for each of these lists of values, in one batch.
     *
     * @return how many rows each of them changed
     */
    public static int[] batch(Connection connection, String text, List<List<@Nullable Object>> rows)
            throws SQLException {
        try (var statement = connection.prepareStatement(text)) {
            for (var row : rows) {
                set(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private static void set(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, bound(values.get(i)));
        }
    }

    private static @Nullable Object bound(@Nullable Object value) {
        return value instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : value;
    }

    /** A column with a moment; null when it has none. */
    public static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
