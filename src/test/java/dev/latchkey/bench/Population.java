package dev.latchkey.bench;

import dev.latchkey.shared.TokenForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Fills a database that Flyway has migrated: active users in {@value #TEAMS} groups, and a nineteenth as many deactivated
 * ones; tokens, of which some are used, expired or revoked. The database generates the rows from numbers, in SQL common to
 * H2 and PostgreSQL.
 */
final class Population {

    private static final int TEAMS = 200;

    /** Tokens of one user, if a tenth of all are as many; the other users share the rest evenly. */
    private static final int TOKENS_OF_THE_RICH = 1_000;

    /** The days, of 400, over which tokens that {@link #revocable} returns were created. */
    static final int DAYS_OF_REVOCABLE = 350;

    private static final int MOST_PRESENTED = 4_000;
    private static final int MOST_REVOCABLE = 40_000;

    /** Ids start above this; the product uses the lower ones. */
    private static final int BASE = 1_000;

    static final long FIRST_USER = BASE + 1;

    /** Rows per transaction: H2 keeps the undo log of larger ones and is slow to roll them back. */
    private static final int CHUNK = 20_000;

    private static final String GROUPS = """
            insert into user_group (id, version, name, description, search_text)
            select %d + x, 1, 'team-' || x, 'Made of the number ' || x,
                   'team-' || x || chr(10) || 'made of the number ' || x from %s
            """;

    private static final String PEOPLE = """
            insert into users (id, version, login, name, email, search_text, active, must_change_password,
                               created_at, last_connection_at)
            select id, 1, login, name, email, lower(login || '\n' || name || '\n' || coalesce(email, '')), active, false,
                   current_timestamp - interval '1' day * (400 + mod(id, 700)),
                   case when mod(id, 5) > 0 then current_timestamp - interval '1' minute * mod(id * 7919, 525600) end
            from (select id, login, name, active, case when active then 'name' || x || '@example.org' end as email
                  from (select id, lower(first) || '.' || lower(last) || '.' || id as login,
                               first || ' ' || last as name, x <= %3$d as active, x
                        from (select %1$d + x as id, x,
                                     (array['Anna', 'Bela', 'Carla', 'David', 'Elif', 'Femi', 'Greta', 'Hugo', 'Ines', 'Jonas',
                                            'Kofi', 'Lena', 'Mara', 'Nils', 'Olga', 'Paul'])[1 + mod(x, 16)] as first,
                                     (array['Adler', 'Bergmann', 'Castillo', 'Dubois', 'Eriksen', 'Ferrari', 'Gruber', 'Haddad',
                                            'Ivanova', 'Jansen', 'Kowalski', 'Lindgren', 'Moreau', 'Nakamura', 'Okafor',
                                            'Petrov', 'Quinn', 'Rossi', 'Silva', 'Tanaka', 'Ueda', 'Vargas', 'Weber'])
                                         [1 + mod(x, 23)] as last
                              from %2$s) one) two) three
            """;

    private static final String MEMBERS = """
            insert into user_group_member (user_id, group_id)
            select id, 2 from users where id > %1$d
            union all
            select id, %1$d + 1 + mod(id, %2$d) from users where id > %1$d
            union all
            select id, 1 from users where id > %1$d and mod(id, 1000) = 1
            """;

    private static final String KEYS = """
            insert into access_token (id, version, user_id, name, type, hash, last_four, created_at, created_by_id,
                                      expires_on, last_used_at, ends_at, end_reason, ended_by_id, holds_name)
            select id, 1, owner, 'token-' || id, 'USER_TOKEN', %3$s, 'zzzz', current_timestamp - interval '1' day * mod(id, 400),
                   owner,
                   expiry,
                   case when mod(id, 3) > 0 then current_timestamp - interval '1' minute * mod(id * 7919, 525600) end,
                   case when revoked and (expiry is null or expiry >= current_date) then current_timestamp - interval '1' day
                        when expiry is null then timestamp with time zone '9999-12-31 00:00:00Z'
                        else cast(expiry as timestamp with time zone) end,
                   case when revoked and (expiry is null or expiry >= current_date) then 'OWNER'
                        when expiry is not null then 'EXPIRED' end,
                   case when revoked then owner end,
                   not revoked
            from (select keys.*, case when mod(id, 2) = 0 then current_date - 40 + cast(mod(id, 400) as integer) end as expiry
                  from (select %1$d + x as id, x > %4$d and mod(x, 10) = 0 as revoked,
                         case when x <= %4$d then %1$d + 1 else %1$d + 2 + mod(x * 7919, %5$d - 1) end as owner
                        from %2$s) keys) t
            """;

    private static final String SHUFFLED = "order by mod(id * 7919, 100003), id limit ";

    private static final Pattern INDEX = Pattern.compile(
            "(CREATE INDEX|ALTER TABLE \\S+ ADD CONSTRAINT) \"PUBLIC\"\\.\"(?<name>(?<kind>IX|UQ|FK)_ACCESS_TOKEN_\\w+)\"");

    private final Connection connection;
    private final boolean postgresql;
    private final int users;
    private final int tokens;

    /** @param users the number of active users, 2 at least */
    Population(Connection connection, int users, int tokens) throws SQLException {
        this.connection = connection;
        this.postgresql = "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
        this.users = users;
        this.tokens = tokens;
    }

    /** Inserts the rows, then sets sequences and statistics as regular use would have left them. */
    void settle() throws SQLException {
        var hash = postgresql ? "sha256(convert_to('bench ' || id, 'UTF8'))" : "hash('SHA256', 'bench ' || id)";
        // H2 builds an index much faster from existing rows than row by row.
        var indexes = postgresql ? List.<String>of() : indexes();
        for (int i = indexes.size() - 1; i >= 0; i--) {
            execute(drop(indexes.get(i)));
        }
        connection.setAutoCommit(false);
        execute(GROUPS.formatted(BASE, numbers(1, TEAMS)));
        var people = users + users / 19;
        for (int first = 1; first <= people; first += CHUNK) {
            execute(PEOPLE.formatted(BASE, numbers(first, Math.min(first + CHUNK - 1, people)), users));
        }
        execute(MEMBERS.formatted(BASE, TEAMS));
        var rich = Math.min(TOKENS_OF_THE_RICH, tokens / 10);
        for (int first = 1; first <= tokens; first += CHUNK) {
            execute(KEYS.formatted(BASE, numbers(first, Math.min(first + CHUNK - 1, tokens)), hash, rich, users));
        }
        for (var creation : indexes) {
            execute(creation);
        }
        execute("alter sequence user_group_id restart with " + 2 * (BASE + TEAMS));
        execute("alter sequence users_id restart with " + 2 * (BASE + people));
        execute("alter sequence access_token_id restart with " + 2 * (BASE + tokens));
        connection.setAutoCommit(true);
        execute(postgresql ? "vacuum analyze" : "analyze");
    }

    /** The login of the user with the most tokens. */
    String rich() throws SQLException {
        return first("select login from users where id = " + FIRST_USER).get(0);
    }

    /** Logins of active users with about as many tokens as all but one have. */
    List<String> logins() throws SQLException {
        return first("select login from users where id > %d and id <= %d %s %d"
                .formatted(FIRST_USER, BASE + users, SHUFFLED, MOST_PRESENTED));
    }

    /** Gives known values to {@value #MOST_PRESENTED} tokens that never end, or to as many as there are, and returns the values. */
    List<String> values() throws SQLException {
        var values = new ArrayList<String>();
        try (var update = connection.prepareStatement("update access_token set hash = ? where id = ?")) {
            for (var id : first("select id from access_token where end_reason is null " + SHUFFLED + MOST_PRESENTED)) {
                var value = "lku_" + "0".repeat(TokenForm.RANDOM - id.length()) + id;
                values.add(value + TokenForm.checksum(value));
                update.setBytes(1, sha256(values.get(values.size() - 1)));
                update.setLong(2, Long.parseLong(id));
                update.addBatch();
            }
            update.executeBatch();
        }
        return values;
    }

    private static byte[] sha256(String value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The forms that revoke up to {@value #MOST_REVOCABLE} tokens, each another one. */
    List<String> revocable() throws SQLException {
        return first("""
                select 'login=' || u.login || '&name=' || t.name from access_token t join users u on u.id = t.user_id
                where t.end_reason is null and mod(t.id, 400) < %d %s %d
                """.formatted(DAYS_OF_REVOCABLE, SHUFFLED.replace("id", "t.id"), MOST_REVOCABLE));
    }

    /** H2's statements that create the indexes and keys of the tokens, in its order. */
    private List<String> indexes() throws SQLException {
        return first("script nodata").stream()
                .filter(sql -> INDEX.matcher(sql).lookingAt())
                .toList();
    }

    private static String drop(String creation) {
        var index = INDEX.matcher(creation);
        index.lookingAt();
        return index.group("kind").equals("IX")
                ? "drop index " + index.group("name")
                : "alter table access_token drop constraint " + index.group("name");
    }

    /** The first column. */
    private List<String> first(String sql) throws SQLException {
        try (var select = connection.createStatement();
                var found = select.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (found.next()) {
                values.add(found.getString(1));
            }
            return values;
        }
    }

    /** The numbers from the first to the last as rows of a column x. */
    private String numbers(int first, int last) {
        return postgresql
                ? "generate_series(cast(%d as bigint), cast(%d as bigint)) as numbers (x)".formatted(first, last)
                : "system_range(%d, %d)".formatted(first, last);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }
}
