package dev.latchkey.token;

import dev.latchkey.platform.persistence.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The descent of tokens. The values of a token by rotation form a line, named after the first one; whatever is
 * generated or rotated with a value belongs to a line descending from it. Plain JDBC on a given connection. The tokens
 * found may have ended or been deleted.
 */
public final class Lineage {

    private static final int CHUNK = 1000;

    private final Connection connection;

    private Lineage(Connection connection) {
        this.connection = connection;
    }

    /** These tokens and their other values by rotation. */
    public static Set<Long> values(Connection connection, Collection<Long> tokens) throws SQLException {
        var lineage = new Lineage(connection);
        return lineage.valuesOf(lineage.lines(tokens), tokens);
    }

    /** These tokens, and the values of all tokens descending from them, by any number of steps. */
    public static Set<Long> descendants(Connection connection, Collection<Long> tokens) throws SQLException {
        var lineage = new Lineage(connection);
        var all = lineage.lines(tokens);
        for (Set<Long> next = all; !next.isEmpty(); ) {
            next = lineage.ask("line_id", "parent_line_id", next);
            next.removeAll(all);
            all.addAll(next);
        }
        return lineage.valuesOf(all, tokens);
    }

    private Set<Long> lines(Collection<Long> tokens) throws SQLException {
        // a value without a row is the first of its line
        var lines = new HashSet<>(tokens);
        lines.addAll(ask("line_id", "token_id", tokens));
        return lines;
    }

    private Set<Long> valuesOf(Set<Long> lines, Collection<Long> tokens) throws SQLException {
        var values = ask("token_id", "line_id", lines);
        values.addAll(lines);
        values.addAll(tokens);
        return values;
    }

    private Set<Long> ask(String column, String known, Collection<Long> ids) throws SQLException {
        var found = new HashSet<Long>();
        for (var chunk : chunks(ids)) {
            found.addAll(Sql.of("select " + column + " from token_descent where ")
                    .append(Sql.in(known, chunk))
                    .list(connection, row -> row.getLong(column)));
        }
        return found;
    }

    /** Splits ids into ascending chunks for one statement each, at most a thousand. */
    public static List<List<Long>> chunks(Collection<Long> ids) {
        var sorted = ids.stream().sorted().toList();
        return IntStream.iterate(0, from -> from < sorted.size(), from -> from + CHUNK)
                .mapToObj(from -> sorted.subList(from, Math.min(from + CHUNK, sorted.size())))
                .toList();
    }
}
