package dev.latchkey.token;

import dev.latchkey.platform.persistence.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens for lists. Plain JDBC on a given connection, because rows are shown or exported once: a persistence
 * context would hold a million entities.
 */
public final class TokenSummaries {

    /** Joins little, because PostgreSQL takes twice as long for a page with all of it joined. */
    private static final String SELECT = """
            select t.id, t.user_id, u.login, t.name, t.type, t.last_four, t.project_key, t.project_name,
                   case when t.scoped then coalesce((
                       select string_agg(s.name, ' ' order by s.name)
                       from token_scope ts join scope s on s.id = ts.scope_id
                       where ts.token_id = t.id), '') end as scopes, t.networks, t.created_at,
                   (select login from users where id = t.created_by_id) as created_by, t.created_by_token_id,
                   (select name from access_token where id = t.created_by_token_id) as created_by_token, t.last_used_at,
                   t.last_used_address, t.last_used_agent, t.expires_on, t.ends_at, t.end_reason,
                   (select login from users where id = t.ended_by_id) as ended_by,
                   t.dead_uses, t.last_dead_use_at, t.stray_uses, t.last_stray_use_at, t.last_stray_address, t.holds_name,
                   t.until_first_use, f.last_four as former_last_four,
                   f.ends_at as former_ends_at, f.until_first_use as former_until_first_use
            from (%s) t join users u on u.id = t.user_id left join access_token f on f.id = t.replaces_id""";

    private TokenSummaries() {}

    /**
     * @param page selects all columns of the tokens
     * @param order of the tokens {@code t} and their owners {@code u}
     * @param now decides which tokens are active
     */
    public static List<TokenSummary> list(Connection connection, Sql page, String order, Instant now)
            throws SQLException {
        return page.in(SELECT).append(" order by " + order).list(connection, row -> summary(row, now));
    }

    private static TokenSummary summary(ResultSet row, Instant now) throws SQLException {
        var type = TokenType.valueOf(row.getString("type"));
        var endsAt = moment(row, "ends_at");
        var hasEnded = !endsAt.isAfter(now);
        var isFormer = !hasEnded && !row.getBoolean("holds_name");
        return new TokenSummary(
                row.getLong("id"),
                row.getLong("user_id"),
                row.getString("login"),
                row.getString("name"),
                type,
                type.masked(row.getString("last_four")),
                row.getString("project_key"),
                row.getString("project_name"),
                words(row.getString("scopes")),
                words(row.getString("networks")),
                moment(row, "created_at"),
                row.getString("created_by"),
                row.getObject("created_by_token_id", Long.class),
                row.getString("created_by_token"),
                Sql.moment(row, "last_used_at"),
                row.getString("last_used_address"),
                row.getString("last_used_agent"),
                row.getObject("expires_on", LocalDate.class),
                hasEnded ? endsAt : null,
                hasEnded ? EndReason.valueOf(row.getString("end_reason")) : null,
                hasEnded ? row.getString("ended_by") : null,
                row.getLong("dead_uses"),
                Sql.moment(row, "last_dead_use_at"),
                stray(row),
                row.getBoolean("holds_name"),
                isFormer && !row.getBoolean("until_first_use") ? endsAt : null,
                former(row, type, now));
    }

    private static @Nullable List<String> words(@Nullable String text) {
        return text == null ? null : text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static TokenSummary.@Nullable Stray stray(ResultSet row) throws SQLException {
        var last = Sql.moment(row, "last_stray_use_at");
        return last == null
                ? null
                : new TokenSummary.Stray(row.getLong("stray_uses"), last, row.getString("last_stray_address"));
    }

    private static TokenSummary.@Nullable Former former(ResultSet row, TokenType type, Instant now)
            throws SQLException {
        var endsAt = Sql.moment(row, "former_ends_at");
        return endsAt == null || !endsAt.isAfter(now)
                ? null
                : new TokenSummary.Former(
                        type.masked(row.getString("former_last_four")),
                        row.getBoolean("former_until_first_use") ? null : endsAt);
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
