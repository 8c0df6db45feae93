package dev.latchkey.platform.persistence;

import dev.latchkey.audit.LongLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.h2.jdbcx.JdbcDataSource;

/** An embedded database with rows in every table, and what a database contains. */
final class FilledDatabase {

    private static final String COLUMNS = "select lower(table_name), lower(column_name) from information_schema.columns"
            + " where lower(table_schema) = 'public' and lower(table_name) not in ('flyway_schema_history', 'user_change') order by 1, 2";

    /** Rows of every table that neither a migration nor {@link LongLog} fills, with umlauts, nulls, and moments of a microsecond. */
    private static final String ROWS = """
            insert into users (id, version, login, name, email, search_text, active, password_hash, must_change_password,
                               first_password_until, language, appearance, created_at, last_connection_at)
            values (51, 1, 'Ann', 'Änne Übelgrün – ß 😀', null, 'x', true, '$argon', false, null, 'GERMAN', 'DARK',
                    timestamp with time zone '2026-03-29 02:30:00.123456+01:00', null),
                   (52, 7, 'ben', 'O''Neil "\\ %', 'ben@example.org', 'y', false, null, true,
                    timestamp with time zone '2026-10-25 00:30:00.000001Z', 'BROWSER', 'SYSTEM',
                    timestamp with time zone '1970-01-01 00:00:00Z', timestamp with time zone '2026-12-31 23:59:59.999999-11:00');
            insert into users (id, version, login, name, search_text, active, must_change_password, created_at, owner_group_id)
            values (53, 1, 'robot', 'Robot', 'z', true, false, current_timestamp, 1);
            insert into user_group_member (user_id, group_id) values (51, 1), (51, 2), (52, 2);
            insert into user_session (id, user_id, hash, created_at, last_seen_at, address, user_agent)
            values (51, 51, hash('SHA256', 's'), current_timestamp, current_timestamp, '2001:db8::1', 'Firefox');
            insert into open_page (hash, session_id, state, used_at)
            select hash('SHA256', 'page'), id, x'00ff', created_at from user_session;
            insert into sign_in_attempt (hash, back_at) values (hash('SHA256', 'l'), 1795869296000);
            insert into known_place (user_id, hash, last_seen_on) values (51, hash('SHA256', 'p'), date '1582-10-15');
            insert into project (id, version, project_key, name, search_text, created_at)
            values (51, 1, 'schlüssel', 'Ö', 'ö', current_timestamp);
            insert into access_token (id, version, user_id, name, type, project_key, project_name, hash, last_four, created_at,
                                      created_by_id, replaces_id, expires_on, ends_at, end_reason, ended_by_id, holds_name)
            values (51, 1, 51, 'büild', 'PROJECT_ANALYSIS_TOKEN', 'schlüssel', 'Ö', hash('SHA256', 'a'), 'abcd', current_timestamp,
                    51, null, date '2030-02-28', timestamp with time zone '2030-02-28 00:00:00Z', 'EXPIRED', null, true),
                   (52, 2, 51, 'büild', 'USER_TOKEN', null, null, hash('SHA256', 'b'), null, current_timestamp,
                    52, null, null, timestamp with time zone '9999-12-31 00:00:00Z', null, null, false);
            update access_token set replaces_id = 52 where id = 51;
            insert into token_scope (token_id, scope_id) values (51, 1);
            insert into one_time_link (id, version, purpose, user_id, hash, created_at, created_by_id, created_by_token_id, lapses_at,
                                       claimed_at, withdrawn_at, token_name, token_type, project_key, expires_on, scoped)
            values (51, 1, 'TOKEN', 51, hash('SHA256', 'l'), current_timestamp, 52, 52, current_timestamp, null, current_timestamp,
                    'büild', 'USER_TOKEN', null, date '2030-02-28', true),
                   (52, 1, 'INVITATION', 52, null, current_timestamp, null, null, current_timestamp, null, null, null, null, null, null,
                    false);
            insert into password_request (id, typed, address, requested_at)
            values (51, 'Zoë', '2001:db8::7', timestamp with time zone '2026-11-27 09:54:56.789012Z');
            insert into one_time_link_scope (link_id, scope_id) values (51, 1);
            insert into token_use (token_id, used_on, address, agent, uses, last_used_at)
            values (51, date '2026-11-01', '192.0.2.1', null, 3, current_timestamp);
            insert into token_descent (token_id, line_id, parent_line_id) values (51, 51, null), (52, 51, 51);
            insert into pending_revocation (id, user_id, project_key, reason, by_id, by_token_id, channel, address)
            values (51, 52, null, 'USER_DEACTIVATED', 51, null, 'PAGE', null);
            insert into setting (setting_key, setting_value, version) values ('latchkey.ä', 'ü', 3);
            insert into notice (id, version, kind, occasion, recipient_id, caused_by_id, token_id, token_name, created_at, state,
                                attempts, next_attempt_at, last_error, done_at, account_id)
            values (51, 1, 'REVOKED', 'o', 51, null, 52, 'büild', current_timestamp, 'FAILED', 9, current_timestamp, 'zu spät',
                    current_timestamp, 53);
            insert into background_task (id, version, kind, parameters, started_by_id, channel, started_at, total, done, failed,
                                         cursor, state, ended_at)
            values (51, 1, 'USER_IMPORT', '{}', 51, 'API', current_timestamp, 2, 1, 0, 'x', 'RUNNING', null),
                   (52, 1, 'USER_IMPORT', '', 51, 'API', current_timestamp, 2, 2, 0, null, 'DONE', current_timestamp);
            insert into user_import (id, created_by_id, created_at, creates, updates, unchanged, faulty, task_id)
            values (51, 51, current_timestamp, 1, 0, 0, 1, 52);
            insert into user_import_line (import_id, number, login, name, email, group_names, outcome, faults, user_id)
            values (51, 1, 'cäsar', '', '', '', 'FAULT', '[["a"]]', null), (51, 2, 'dora', 'D', '', 'users', 'CREATE', '[]', 52);
            insert into audit_seal (sealed_at, line) values (current_timestamp, '{"ü":1}'), (current_timestamp, '{}');
            alter sequence users_id restart with 2050;
            """;

    private FilledDatabase() {}

    static String url(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("latchkey");
    }

    static void fill(String url) throws SQLException {
        var embedded = new JdbcDataSource();
        embedded.setUrl(url + ";DB_CLOSE_DELAY=-1");
        embedded.setUser("sa");
        SchemaMigration.migrate(embedded);
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement()) {
            statement.execute(ROWS);
            LongLog.write(connection, 10_000, 51, 2);
            statement.execute("shutdown");
        }
    }

    /** By the name of each table, the number of its rows and a checksum of all columns, those that the database computes too. */
    static Map<String, String> contents(String url, String user, String password) throws Exception {
        try (var connection = DriverManager.getConnection(url, user, password)) {
            var columns = new TreeMap<String, List<String>>();
            Sql.of(COLUMNS)
                    .list(connection, row -> columns.computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                            .add(row.getString(2)));
            var contents = new TreeMap<String, String>();
            for (var table : columns.keySet()) {
                var rows = Sql.of("select " + String.join(", ", columns.get(table)) + " from " + table)
                        .list(connection, FilledDatabase::text)
                        .stream()
                        .sorted()
                        .toList();
                contents.put(table, rows.size() + " rows " + checksum(rows));
            }
            return contents;
        }
    }

    private static String text(ResultSet row) throws SQLException {
        var values = new ArrayList<String>();
        var about = row.getMetaData();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            var type = about.getColumnType(i);
            Object value = row.getObject(i);
            if (value instanceof byte[] bytes) {
                value = HexFormat.of().formatHex(bytes);
            } else if (value != null && type == Types.DATE) {
                value = row.getObject(i, LocalDate.class);
            } else if (value != null && (type == Types.TIMESTAMP || type == Types.TIMESTAMP_WITH_TIMEZONE)) {
                value = row.getObject(i, OffsetDateTime.class).toInstant();
            }
            values.add(value == null ? "null" : "<" + value + ">");
        }
        return String.join(",", values);
    }

    private static String checksum(List<String> rows) throws NoSuchAlgorithmException {
        var bytes = String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
