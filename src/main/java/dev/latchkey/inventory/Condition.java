package dev.latchkey.inventory;

import dev.latchkey.shared.Text;
import dev.latchkey.token.Lineage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is asked of a token {@code t}.
 *
 * <p>A list is read along the index of its order until it is full; that is quick when many tokens are wanted, and reads a
 * million when few are. Few are found by an index of the condition, and then sorted; that reads a million when it is true
 * of most. PostgreSQL guesses which is better, H2 always does the second: so it is asked first, up to a bounded number, of
 * how many a condition is true.
 */
sealed interface Condition {

    /** To sort so many tokens takes some 50 ms. */
    int FEW_TOKENS = 5_000;

    /** Who together have about as many tokens. */
    int FEW_USERS = 500;

    /** Whose tokens are counted one user after the other, not one token after the other. */
    int MANY_USERS = 10_000;

    String sql();

    List<Object> values();

    /** The same, to read tokens along the index of a column. */
    default Condition along(String order, Connection connection) throws SQLException {
        return this;
    }

    /** The same, to count. */
    default Condition counted(Connection connection) throws SQLException {
        return this;
    }

    /** Of which users it asks, as a condition of {@code users} with the same values; null when it asks of none. */
    default @Nullable String users() {
        return null;
    }

    /** @return the number of the parameter behind those of this question */
    default int set(PreparedStatement statement, int first) throws SQLException {
        var number = first;
        for (var value : values()) {
            statement.setObject(number++, value);
        }
        return number;
    }

    /** What no index could answer better. */
    record Plain(String sql, List<Object> values) implements Condition {}

    /** What the index of a column could answer. */
    record Indexed(String column, String sql, List<Object> values) implements Condition {

        @Override
        public Condition along(String order, Connection connection) throws SQLException {
            return column.equals(order) || isTrueOfFew(connection)
                    ? this
                    // the same question, for which no index is taken
                    : new Plain("case when " + sql + " then 1 else 0 end = 1", values);
        }

        private boolean isTrueOfFew(Connection connection) throws SQLException {
            try (var select = connection.prepareStatement("select count(*) from (select 1 from access_token t where "
                    + sql + " fetch first " + FEW_TOKENS + " rows only) found")) {
                set(select, 1);
                try (var found = select.executeQuery()) {
                    found.next();
                    return found.getInt(1) < FEW_TOKENS;
                }
            }
        }
    }

    /** That the owner has this login: the id is asked for first, so that both databases know how few tokens it is true of. */
    record Owner(String login) implements Condition {

        @Override
        public String sql() {
            return "t.user_id = (select o.id from users o where o.folded_login = ?)";
        }

        @Override
        public String users() {
            return "folded_login = ?";
        }

        @Override
        public List<Object> values() {
            return List.of(Text.fold(login));
        }

        @Override
        public Condition along(String order, Connection connection) throws SQLException {
            return byId(connection);
        }

        @Override
        public Condition counted(Connection connection) throws SQLException {
            return byId(connection);
        }

        private Condition byId(Connection connection) throws SQLException {
            try (var select = connection.prepareStatement("select id from users where folded_login = ?")) {
                set(select, 1);
                try (var found = select.executeQuery()) {
                    // nobody has the id -1
                    return new Plain("t.user_id = " + (found.next() ? found.getLong(1) : -1), List.of());
                }
            }
        }
    }

    /** That the token is a certain one, or comes from it: which these are is asked for first, however many steps it takes. */
    record Lineal(long token) implements Condition {

        @Override
        public String sql() {
            throw new IllegalStateException("no question that can be asked at once");
        }

        @Override
        public List<Object> values() {
            return List.of();
        }

        @Override
        public Condition along(String order, Connection connection) throws SQLException {
            return byId(connection);
        }

        @Override
        public Condition counted(Connection connection) throws SQLException {
            return byId(connection);
        }

        private Condition byId(Connection connection) throws SQLException {
            var ids = new StringJoiner(", ", "t.id in (", ")");
            Lineage.descendants(connection, List.of(token)).forEach(id -> ids.add(id.toString()));
            return new Plain(ids.toString(), List.of());
        }
    }

    /** That the user of a column has this text in login, name or email. */
    record Person(String column, String pattern) implements Condition {

        @Override
        public String sql() {
            return "exists (select 1 from users p where p.id = " + column + " and p.search_text like ?)";
        }

        @Override
        public String users() {
            return "search_text like ?";
        }

        @Override
        public List<Object> values() {
            return List.of(pattern);
        }

        @Override
        public Condition along(String order, Connection connection) throws SQLException {
            return ofAtMost(FEW_USERS, connection);
        }

        @Override
        public Condition counted(Connection connection) throws SQLException {
            return ofAtMost(MANY_USERS, connection);
        }

        private Condition ofAtMost(int most, Connection connection) throws SQLException {
            var ids = new StringJoiner(", ", column + " in (", ")");
            // A list of the database's is never empty; nobody has this id.
            ids.add("-1");
            try (var select = connection.prepareStatement(
                    "select id from users where search_text like ? fetch first " + (most + 1) + " rows only")) {
                set(select, 1);
                try (var found = select.executeQuery()) {
                    for (int i = 0; i < most; i++) {
                        if (!found.next()) {
                            return new Plain(ids.toString(), List.of());
                        }
                        ids.add(Long.toString(found.getLong(1)));
                    }
                    return found.next() ? this : new Plain(ids.toString(), List.of());
                }
            }
        }
    }
}
