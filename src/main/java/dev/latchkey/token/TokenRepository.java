package dev.latchkey.token;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.DatabaseErrors;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Text;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tokens in the database, by their owners, names and ids. {@link TokenValueRepository} finds them by their values. */
@Dependent
class TokenRepository {

    // The line of a token is that of the value it replaces, and has the id of the first one. Its parent is the line of
    // its creator.
    private static final String ADD_DESCENT = """
            insert into token_descent (token_id, line_id, parent_line_id)
            select token_id, line_id, nullif(parent_line_id, line_id) from (
                select cast(? as bigint) as token_id,
                       coalesce((select line_id from token_descent where token_id = ?), cast(? as bigint)) as line_id,
                       coalesce((select line_id from token_descent where token_id = ?), cast(? as bigint)) as parent_line_id
            ) descent
            """;

    private static final String NAMED =
            " from AccessToken t where t.owner.id = :user and t.name = :name and (t.holdsName = true or t.endsAt > :now)";

    private static final String BY_NAME = "t.name, t.created_at desc, t.id desc";

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    Connections connections;

    /** By name in code-point order; the newest first among equal names. Nothing if no user has the login. */
    Page<TokenSummary> search(String login, TokenStatus status, Instant now, int offset, int limit) {
        var owner = Sql.of("t.user_id = (select id from users where folded_login = ?)", Text.fold(login));
        return search(owner, status, now, offset, limit);
    }

    /** By name in code-point order; the newest first among equal names. */
    Page<TokenSummary> search(long userId, TokenStatus status, Instant now, int offset, int limit) {
        return search(Sql.of("t.user_id = ?", userId), status, now, offset, limit);
    }

    private Page<TokenSummary> search(Sql owner, TokenStatus status, Instant now, int offset, int limit) {
        var wanted = List.of(owner, state(status, now));
        return connections.lend(connection -> {
            var page = Sql.of("select t.* from access_token t")
                    .where(wanted)
                    .append(" order by " + BY_NAME + " offset ? rows fetch next ? rows only", offset, limit);
            var found = TokenSummaries.list(connection, page, BY_NAME, now);
            var isLast = found.size() < limit && (offset == 0 || !found.isEmpty());
            return new Page<>(
                    found,
                    isLast
                            ? offset + found.size()
                            : Sql.of("select count(*) from access_token t")
                                    .where(wanted)
                                    .count(connection));
        });
    }

    /** The next tokens by name that hold their names, including expired ones. */
    List<TokenSummary> named(long userId, String behind, Instant now, int limit) {
        var page = Sql.of("select t.* from access_token t")
                .where(List.of(Sql.of("t.user_id = ?", userId), state(TokenStatus.LIVE, now)))
                .append(" and t.name > ? order by t.name fetch next ? rows only", behind, limit);
        return connections.lend(connection -> TokenSummaries.list(connection, page, BY_NAME, now));
    }

    private static Sql state(TokenStatus status, Instant now) {
        return switch (status) {
            case LIVE -> Sql.of("t.holds_name");
            case ENDED -> Sql.of("t.ends_at <= ?", now);
            // the new value includes its previous value during the overlap
            case ALL -> Sql.of("(t.holds_name or t.ends_at <= ?)", now);
        };
    }

    /** Whether the user has this many active tokens that hold their names. */
    boolean hasActive(long userId, int count, Instant now) {
        return exists(Sql.of(
                "select id from access_token where user_id = ? and held_name is not null and ends_at > ?"
                        + " offset ? rows fetch next 1 rows only",
                userId,
                now,
                count - 1));
    }

    /** Whether a token of the user holds this name. */
    boolean isHeld(long userId, String name) {
        return exists(Sql.of("select id from access_token where user_id = ? and held_name = ?", userId, name));
    }

    private boolean exists(Sql query) {
        return connections.lend(connection -> exists(connection, query));
    }

    private static boolean exists(Connection connection, Sql query) throws SQLException {
        return query.first(connection, row -> row.getLong("id")).isPresent();
    }

    /** The token that holds this name. */
    Optional<AccessToken> find(long userId, String name) {
        return entityManager
                .createQuery(
                        "select t from AccessToken t where t.owner.id = :user and t.name = :name and t.holdsName = true",
                        AccessToken.class)
                .setParameter("user", userId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** The token of that id, if it belongs to the user. */
    Optional<AccessToken> findOf(long userId, long id) {
        return entityManager
                .createQuery("select t from AccessToken t where t.id = :id and t.owner.id = :user", AccessToken.class)
                .setParameter("id", id)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }

    Optional<AccessToken> find(long id) {
        return Optional.ofNullable(entityManager.find(AccessToken.class, id));
    }

    /** Must precede any lock on this user's tokens. */
    void lockOwner(long userId) {
        entityManager
                .createNativeQuery("select id from users where id = ? for update")
                .setParameter(1, userId)
                .getResultList();
    }

    /** Locks the value until the transaction ends; returns whether it is active and still has these networks. */
    boolean lockActive(long id, @Nullable Networks networks, Instant now) {
        var bound = networks == null ? "*" : networks.toString();
        var active = Sql.of(
                "select id from access_token where id = ? and ends_at > ? and coalesce(networks, '*') = ? for update",
                id,
                now,
                bound);
        return connections.lend(connection -> {
            if (!Sql.readsWhatItLocks(connection)) {
                exists(connection, Sql.of("select id from access_token where id = ? for update", id));
            }
            return exists(connection, active);
        });
    }

    /**
     * Locks these values until the transaction ends, so that they neither change nor generate anything, and reads them
     * again.
     */
    List<AccessToken> lock(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        connections.lend(connection -> Sql.of("select id from access_token where ")
                .append(Sql.in("id", ids))
                .append(" order by id for update")
                .list(connection, row -> row.getLong("id")));
        return entityManager
                .createQuery("select t from AccessToken t where t.id in :ids", AccessToken.class)
                .setParameter("ids", ids)
                .setHint("eclipselink.refresh", true)
                .getResultList();
    }

    /** The ids of all values of that name that can be revoked. */
    List<Long> namedIds(long userId, String name, Instant now) {
        return entityManager
                .createQuery("select t.id" + NAMED, Long.class)
                .setParameter("user", userId)
                .setParameter("name", name)
                .setParameter("now", now)
                .getResultList();
    }

    /**
     * Locks all values of that name that can be revoked until the transaction ends; during a rotation there are two.
     */
    List<AccessToken> lockNamed(long userId, String name, Instant now) {
        return entityManager
                .createQuery("select t" + NAMED + " order by t.id", AccessToken.class)
                .setParameter("user", userId)
                .setParameter("name", name)
                .setParameter("now", now)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** Locks the value that ends with the first use of this one. */
    Optional<AccessToken> lockFormerOf(long tokenId, Instant now) {
        return entityManager
                .createQuery(
                        "select f from AccessToken f where f.id = (select t.replaces.id from AccessToken t where t.id = :id)"
                                + " and f.untilFirstUse = true and f.endsAt > :now",
                        AccessToken.class)
                .setParameter("id", tokenId)
                .setParameter("now", now)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** The number of tokens per user that hold their names; omits users without any. */
    Map<Long, Long> countNamed(Collection<Long> userIds) {
        if (userIds.isEmpty()) {
            return Map.of();
        }
        // Uses only the unique index on the name.
        var query = Sql.of("select user_id, count(*) as number from access_token where ")
                .append(Sql.in("user_id", userIds))
                .append(" and held_name is not null group by user_id");
        return connections.lend(connection ->
                query.list(connection, row -> Map.entry(row.getLong("user_id"), row.getLong("number"))).stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** @throws InvalidException if a token of the owner holds that name */
    void add(AccessToken token) {
        try {
            entityManager.persist(token);
            entityManager.flush();
        } catch (PersistenceException e) {
            throw DatabaseErrors.uniqueViolated(e) ? new InvalidException("name", "token.name.taken", token.name()) : e;
        }
        keepDescent(token);
    }

    Set<Long> descendants(long tokenId) {
        return connections.lend(connection -> Lineage.descendants(connection, List.of(tokenId)));
    }

    private void keepDescent(AccessToken token) {
        var former = token.replacesId();
        var creator = token.createdByTokenId();
        if (former == null && creator == null) {
            return;
        }
        var line = former == null ? token.id() : former;
        connections.lend(connection ->
                Sql.of(ADD_DESCENT, token.id(), line, line, creator, creator).update(connection));
    }

    /** The previous value must release the name first. */
    void replace(AccessToken token) {
        entityManager.flush();
        add(token);
    }
}
