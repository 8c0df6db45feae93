package dev.latchkey.platform.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * Copies all rows of the embedded database to PostgreSQL in one transaction: PostgreSQL has no data until the copy is
 * complete. The embedded database is opened for reading only. The catalogues of the two databases name the tables,
 * columns and sequences, so that a new table needs no change here.
 */
public final class EmbeddedData {

    private static final int BATCH = 1_000;
    private static final int ROWS_BETWEEN_MESSAGES = 20_000;

    /** The database computes the values of all other columns, and the view user_change. */
    private static final String COLUMNS = "select lower(table_name), lower(column_name) from information_schema.columns"
            + " where lower(table_schema) = 'public' and is_generated = 'NEVER'"
            + " and lower(table_name) not in ('flyway_schema_history', 'user_change') order by 1, 2";

    private static final String FOREIGN_KEYS =
            "from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace";

    private final Connection embedded;
    private final Connection postgresql;
    private final Consumer<String> console;

    private EmbeddedData(Connection embedded, Connection postgresql, Consumer<String> console) {
        this.embedded = embedded;
        this.postgresql = postgresql;
        this.console = console;
    }

    /**
     * Gives an empty PostgreSQL database the schema and the data of the embedded database. No server uses either.
     *
     * @param embedded the JDBC URL of a database with the schema of this version
     * @param url of PostgreSQL, with the user who owns the database
     * @param console takes a line for each table
     * @throws IllegalStateException with the reason in one line; no data was copied
     */
    public static void move(String embedded, String url, String user, String password, Consumer<String> console) {
        var source = dataSource(embedded, "sa", "");
        var target = dataSource(url, user, password);
        checkSchema(new Schema(source));
        try (var from = source.getConnection();
                var to = target.getConnection()) {
            var data = new EmbeddedData(from, to, console);
            data.liftLimits();
            data.checkTarget(new Schema(target));
            new Schema(target).migrate();
            to.setAutoCommit(false);
            data.copy();
            to.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static DataSource dataSource(String url, String user, String password) {
        return Flyway.configure(EmbeddedData.class.getClassLoader())
                .dataSource(url, user, password)
                .getDataSource();
    }

    private static void checkSchema(Schema schema) {
        schema.fault().ifPresent(EmbeddedData::refuse);
        if (!schema.isCurrent()) {
            refuse("the embedded database has the schema of an older Latchkey; start this version on it once,"
                    + " and stop it");
        }
    }

    /** Limits that the database or the user has by default; only a lock that another session keeps ends the move. */
    private void liftLimits() throws SQLException {
        execute("set statement_timeout = 0");
        execute("set idle_in_transaction_session_timeout = 0");
        execute("set lock_timeout = '10s'");
    }

    private void checkTarget(Schema schema) throws SQLException {
        var tables = texts(postgresql, "select tablename from pg_tables where schemaname = 'public'");
        if (!tables.isEmpty() && !tables.contains("flyway_schema_history")) {
            refuse("the PostgreSQL database has tables of another application; create an empty database");
        }
        schema.fault().ifPresent(EmbeddedData::refuse);
        if (tables.contains("users")) {
            checkEmpty();
        }
    }

    /** A Latchkey that was ever started has its first administrator. */
    private void checkEmpty() throws SQLException {
        if (count(postgresql, "users") > 0) {
            refuse("the PostgreSQL database has users; create an empty database, or start Latchkey on this one");
        }
    }

    private static void refuse(String fault) {
        throw new IllegalStateException(fault);
    }

    private void copy() throws SQLException {
        var columns = columns(postgresql);
        if (!columns.equals(columns(embedded))) {
            refuse("the tables of the two databases differ; report this as a defect of Latchkey");
        }
        execute("lock table " + String.join(", ", columns.keySet()) + " in access exclusive mode");
        checkEmpty();
        // Tables refer to others and to themselves: PostgreSQL checks the keys when all rows are there.
        var foreignKeys = texts(
                postgresql,
                "select format('alter table %s add constraint %I %s', conrelid::regclass, conname,"
                        + " pg_get_constraintdef(oid)) " + FOREIGN_KEYS);
        for (var drop : texts(
                postgresql,
                "select format('alter table %s drop constraint %I', conrelid::regclass, conname) " + FOREIGN_KEYS)) {
            execute(drop);
        }
        for (var table : columns.entrySet()) {
            // The audit log's triggers refuse to delete its empty chains, and to insert others.
            execute("alter table " + table.getKey() + " disable trigger user");
            execute("delete from " + table.getKey());
            copyRows(table.getKey(), table.getValue());
            execute("alter table " + table.getKey() + " enable trigger user");
        }
        for (var key : foreignKeys) {
            execute(key);
        }
        copySequences();
        execute("analyze " + String.join(", ", columns.keySet()));
    }

    /** By table. */
    private static SortedMap<String, SortedSet<String>> columns(Connection connection) throws SQLException {
        var columns = new TreeMap<String, SortedSet<String>>();
        Sql.of(COLUMNS).list(connection, row -> columns.computeIfAbsent(row.getString(1), table -> new TreeSet<>())
                .add(row.getString(2)));
        return columns;
    }

    private void copyRows(String table, SortedSet<String> columns) throws SQLException {
        var names = String.join(", ", columns);
        var values = String.join(", ", Collections.nCopies(columns.size(), "?"));
        var copied = 0L;
        try (var select = embedded.createStatement();
                var insert = postgresql.prepareStatement(
                        "insert into " + table + " (" + names + ") overriding system value values (" + values + ")")) {
            // Otherwise H2 collects all rows before the first one.
            select.execute("set lazy_query_execution true");
            try (var rows = select.executeQuery("select " + names + " from " + table)) {
                while (rows.next()) {
                    for (int i = 1; i <= columns.size(); i++) {
                        insert.setObject(i, value(rows, i));
                    }
                    insert.addBatch();
                    copied++;
                    if (copied % BATCH == 0) {
                        insert.executeBatch();
                    }
                    if (copied % ROWS_BETWEEN_MESSAGES == 0) {
                        console.accept(line(table, copied) + " so far");
                    }
                }
            }
            insert.executeBatch();
        }
        if (count(embedded, table) != copied || count(postgresql, table) != copied) {
            refuse("rows of " + table + " are missing");
        }
        console.accept(line(table, copied));
    }

    private static String line(String table, long rows) {
        return String.format(Locale.ROOT, "%s: %,d rows", table, rows);
    }

    /** Dates and moments as such, not in the time zone of this machine. */
    private static @Nullable Object value(ResultSet rows, int column) throws SQLException {
        return switch (rows.getMetaData().getColumnType(column)) {
            case Types.DATE -> rows.getObject(column, LocalDate.class);
            case Types.TIMESTAMP_WITH_TIMEZONE -> rows.getObject(column, OffsetDateTime.class);
            default -> rows.getObject(column);
        };
    }

    /** PostgreSQL continues each sequence where H2 would. */
    private void copySequences() throws SQLException {
        for (var sequence : texts(
                postgresql,
                "select c.relname from pg_class c where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace"
                        + " and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'i')")) {
            var next = Sql.of(
                            "select base_value from information_schema.sequences where sequence_schema = 'PUBLIC'"
                                    + " and lower(sequence_name) = ?",
                            sequence)
                    .count(embedded);
            execute("select setval('" + sequence + "', " + next + ", false)");
        }
        for (var identity : texts(
                postgresql,
                "select format('select setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 0) + 1, false)"
                        + " from %I', table_name, column_name, column_name, table_name) from information_schema.columns"
                        + " where table_schema = 'public' and is_identity = 'YES'")) {
            execute(identity);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = postgresql.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        return Sql.of("select count(*) from " + table).count(connection);
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        return Sql.of(sql).list(connection, row -> row.getString(1));
    }
}
