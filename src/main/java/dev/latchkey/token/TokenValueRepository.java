package dev.latchkey.token;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.user.Role;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds tokens in the database by the hashes of their values. */
@Dependent
class TokenValueRepository {

    // One query by the unique index on the hash, with everything that verification needs, so that nothing is stale.
    // The list of hashes goes on behind it.
    private static final String VERIFY = """
            select t.id, t.type, t.project_key, t.user_id, u.login,
                   exists (select 1 from user_group_member m join user_group g on g.id = m.group_id
                           where m.user_id = u.id and g.role = ?) as administrator,
                   case when t.scoped then coalesce((
                       select string_agg(s.name, ' ') from token_scope ts join scope s on s.id = ts.scope_id
                       where ts.token_id = t.id), '') end as scopes,
                   t.networks, t.expires_on, t.replaces_id is not null and t.last_used_at is null as takes_over,
                   t.last_used_at is not null and t.last_used_at > ? as used_recently, t.hash
            from access_token t join users u on u.id = t.user_id
            where t.ends_at > ? and u.active
                  and (t.project_key is null
                       or exists (select 1 from project p where p.project_key = t.project_key))
                  and t.hash in (?""";

    private static final String FACTS = """
            select t.created_at, nullif(t.ends_at, timestamp with time zone '9999-12-31 00:00:00+00') as ends_at,
                   array(select g.name from user_group_member m join user_group g on g.id = m.group_id
                         where m.user_id = t.user_id order by g.name) as group_names
            from access_token t where t.id = ?
            """;

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    Connections connections;

    /**
     * The tokens with these values that are good now. Plain JDBC: this runs on every API call, and the entity manager would
     * double its cost.
     */
    Map<TokenHash, VerifiedToken> verify(Set<TokenHash> hashes, Instant now) {
        // A power of two, so that the driver prepares few texts; the last hash fills the places that are left.
        var places = Integer.highestOneBit(2 * hashes.size() - 1);
        return connections.lend(connection -> {
            try (var select = connection.prepareStatement(VERIFY + ", ?".repeat(places - 1) + ")")) {
                select.setString(1, Role.ADMINISTRATOR);
                select.setObject(2, now.minus(TokenUse.GRANULARITY).atOffset(ZoneOffset.UTC));
                select.setObject(3, now.atOffset(ZoneOffset.UTC));
                var remaining = hashes.iterator();
                var bytes = new byte[0];
                for (var place = 0; place < places; place++) {
                    bytes = remaining.hasNext() ? remaining.next().bytes() : bytes;
                    select.setBytes(4 + place, bytes);
                }
                try (var found = select.executeQuery()) {
                    var verified = new HashMap<TokenHash, VerifiedToken>();
                    while (found.next()) {
                        verified.put(new TokenHash(found.getBytes(12)), verified(found));
                    }
                    return verified;
                }
            }
        });
    }

    // By position: drivers look for names anew in each answer.
    private static VerifiedToken verified(ResultSet row) throws SQLException {
        var expiresOn = row.getDate(9);
        return new VerifiedToken(
                row.getLong(1),
                TokenType.valueOf(row.getString(2)),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getBoolean(6),
                scopes(row.getString(7)),
                Networks.read(row.getString(8)),
                expiresOn == null ? null : expiresOn.toLocalDate(),
                row.getBoolean(10),
                row.getBoolean(11));
    }

    /** What services ask for about a token that was just verified; empty if it has been deleted since. */
    Optional<TokenFacts> facts(VerifiedToken token) {
        return connections.lend(connection -> Sql.of(FACTS, token.tokenId()).first(connection, row -> {
            var groups = Arrays.stream((Object[]) row.getArray("group_names").getArray())
                    .map(String::valueOf)
                    .toList();
            return TokenFacts.of(
                    token,
                    groups,
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    Sql.moment(row, "ends_at"));
        }));
    }

    private static @Nullable Set<String> scopes(@Nullable String names) {
        return names == null ? null : names.isEmpty() ? Set.of() : Set.of(names.split(" "));
    }

    /** Active or ended. */
    Optional<AccessToken> find(TokenHash hash) {
        return entityManager
                .createQuery("select t from AccessToken t where t.hash = :hash", AccessToken.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
    }

    /** The id of the active token with that hash. */
    Optional<Long> findActive(TokenHash hash, Instant now) {
        return connections.lend(
                connection -> Sql.of("select id from access_token where hash = ? and ends_at > ?", hash.bytes(), now)
                        .first(connection, row -> row.getLong("id")));
    }

    /** The ids of the active tokens among those with these hashes. */
    Map<TokenHash, Long> findActive(Collection<TokenHash> hashes, Instant now) {
        if (hashes.isEmpty()) {
            return Map.of();
        }
        var query = Sql.of("select id, hash from access_token where ends_at > ?", now)
                .append(
                        " and hash in (" + String.join(", ", Collections.nCopies(hashes.size(), "?")) + ")",
                        hashes.stream().map(TokenHash::bytes).toArray());
        return connections.lend(connection ->
                query
                        .list(connection, row -> Map.entry(new TokenHash(row.getBytes("hash")), row.getLong("id")))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
