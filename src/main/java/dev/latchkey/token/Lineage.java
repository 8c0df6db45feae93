package dev.latchkey.token;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which tokens come from which. The values that a token gets by rotation are one line, named after the first of them; what is
 * generated or rotated with a value of one line belongs to a line that descends from it. Plain JDBC, on a
 * given connection. What it finds may have ended, or be forgotten.
 */
public final class Lineage {

    private static final int CHUNK = 1000;

    private final Connection connection;

    private Lineage(Connection connection) {
        this.connection = connection;
    }

    /** These tokens, and the values that each of them had before and has got since. */
    public static Set<Long> values(Connection connection, Collection<Long> tokens) throws SQLException {
        var lineage = new Lineage(connection);
        return lineage.valuesOf(lineage.lines(tokens), tokens);
    }

    /** The same, and the values of every token that comes from one of them, by as many steps as it takes. */
    public static Set<Long> descendants(Connection connection, Collection<Long> tokens) throws SQLException {
        var lineage = new Lineage(connection);
        var all = lineage.lines(tokens);
        for (Set<Long> next = all; !next.isEmpty(); ) {
            next = lineage.ask("select line_id from token_descent where parent_line_id in (%s)", next);
            next.removeAll(all);
            all.addAll(next);
        }
        return lineage.valuesOf(all, tokens);
    }

    private Set<Long> lines(Collection<Long> tokens) throws SQLException {
        // whatever has no row is the first value of its line
        var lines = new HashSet<>(tokens);
        lines.addAll(ask("select line_id from token_descent where token_id in (%s)", tokens));
        return lines;
    }

    private Set<Long> valuesOf(Set<Long> lines, Collection<Long> tokens) throws SQLException {
        var values = ask("select token_id from token_descent where line_id in (%s)", lines);
        values.addAll(lines);
        values.addAll(tokens);
        return values;
    }

    private Set<Long> ask(String sql, Collection<Long> ids) throws SQLException {
        var found = new HashSet<Long>();
        for (var chunk : chunks(ids)) {
            var listed = chunk.stream().map(id -> id.toString()).collect(Collectors.joining(", "));
            try (var select = connection.createStatement();
                    var rows = select.executeQuery(sql.formatted(listed))) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
        }
        return found;
    }

    /** As many as go into one statement, at most a thousand, in ascending order. */
    public static List<List<Long>> chunks(Collection<Long> ids) {
        var sorted = ids.stream().sorted().toList();
        return IntStream.iterate(0, from -> from < sorted.size(), from -> from + CHUNK)
                .mapToObj(from -> sorted.subList(from, Math.min(from + CHUNK, sorted.size())))
                .toList();
    }
}
