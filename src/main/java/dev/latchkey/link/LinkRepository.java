package dev.latchkey.link;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.Page;
import dev.latchkey.token.Lineage;
import dev.latchkey.user.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One-time links in the database. */
@Dependent
class LinkRepository {

    private static final String OPEN = " l.claimedAt is null and l.withdrawnAt is null and l.lapsesAt > :now";

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    Connections connections;

    /** A reference, without a query; null for no id. */
    @Nullable
    User user(@Nullable Long id) {
        return id == null ? null : entityManager.getReference(User.class, id);
    }

    void add(OneTimeLink link) {
        entityManager.persist(link);
        entityManager.flush();
    }

    /**
     * What is locked before a link is read.
     *
     * @param userId whom it is for
     * @param tokenId the token that authenticated its creator; null for none
     */
    record Key(
            long id,
            LinkPurpose purpose,
            long userId,
            @Nullable Long tokenId) {}

    /** The link with this hash, without reading it into the transaction: that comes after the locks. */
    Optional<Key> find(byte[] hash) {
        return entityManager
                .createQuery(
                        "select l.id, l.purpose, l.user.id, l.createdByTokenId from OneTimeLink l where l.hash = :hash",
                        Object[].class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst()
                .map(row -> new Key((long) row[0], (LinkPurpose) row[1], (long) row[2], (Long) row[3]));
    }

    /** The link with its people and scopes. */
    Optional<OneTimeLink> read(long id) {
        return read(List.of(id)).stream().findFirst();
    }

    private List<OneTimeLink> read(List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery(
                                "select distinct l from OneTimeLink l join fetch l.user left join fetch l.createdBy"
                                        + " left join fetch l.scopes where l.id in :ids"
                                        + " order by l.createdAt desc, l.id desc",
                                OneTimeLink.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** Whether an open link offers a token of this name to the user. */
    boolean isOffered(long userId, String name, Instant now) {
        return !entityManager
                .createQuery(
                        "select l.id from OneTimeLink l where l.user.id = :user and l.tokenName = :name and" + OPEN,
                        Long.class)
                .setParameter("user", userId)
                .setParameter("name", name)
                .setParameter("now", now)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    long countOpen(long userId, Instant now) {
        return entityManager
                .createQuery("select count(l) from OneTimeLink l where l.user.id = :user and" + OPEN, Long.class)
                .setParameter("user", userId)
                .setParameter("now", now)
                .getSingleResult();
    }

    /**
     * Open offers of tokens, newest first.
     *
     * @param userId null for those of all users
     */
    Page<OneTimeLink> offers(@Nullable Long userId, Instant now, int offset, int limit) {
        var ids = offers("l.id", " order by l.createdAt desc, l.id desc", userId, now)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
        return new Page<>(read(ids), offers("count(l)", "", userId, now).getSingleResult());
    }

    private TypedQuery<Long> offers(String selected, String order, @Nullable Long userId, Instant now) {
        // not "(:user is null or …)": PostgreSQL would compare the id with a null of another type, and refuses
        var ofUser = userId == null ? "" : " and l.user.id = :user";
        var query = entityManager
                .createQuery(
                        "select " + selected + " from OneTimeLink l where l.purpose = :purpose" + ofUser + " and" + OPEN
                                + order,
                        Long.class)
                .setParameter("purpose", LinkPurpose.TOKEN)
                .setParameter("now", now);
        return userId == null ? query : query.setParameter("user", userId);
    }

    /** Claims a link; false if it is no longer open. */
    boolean claim(long id, Instant now) {
        return end("claimed_at", Sql.of("id = ?", id), now) == 1;
    }

    /** Replaces the hash of a link that goes by mail; false if it is no longer open. */
    boolean renew(long id, byte[] hash, Instant now) {
        return entityManager
                        .createNativeQuery("update one_time_link set hash = ?, version = version + 1 where mailed"
                                + " and claimed_at is null and withdrawn_at is null and lapses_at > ? and id = ?")
                        .setParameter(1, hash)
                        .setParameter(2, now.atOffset(ZoneOffset.UTC))
                        .setParameter(3, id)
                        .executeUpdate()
                == 1;
    }

    /** Withdraws a link; false if it is no longer open. */
    boolean withdraw(long id, Instant now) {
        return end("withdrawn_at", Sql.of("id = ?", id), now) == 1;
    }

    /** Withdraws the open links of a user. */
    void withdrawOf(long userId, Instant now) {
        end("withdrawn_at", Sql.of("user_id = ?", userId), now);
    }

    /** Withdraws the open links with which a user may choose a password. */
    void withdrawPasswordsOf(long userId, Instant now) {
        end("withdrawn_at", Sql.of("purpose <> 'TOKEN' and user_id = ?", userId), now);
    }

    /** Withdraws the open links of a user that go by mail. */
    void withdrawMailedTo(long userId, Instant now) {
        end("withdrawn_at", Sql.of("mailed and user_id = ?", userId), now);
    }

    /** The number of links, open or ended, that were created since then because somebody forgot the user's password. */
    long countForgotten(long userId, Instant since) {
        return entityManager
                .createQuery(
                        "select count(l) from OneTimeLink l where l.user.id = :user and l.createdBy is null"
                                + " and l.createdAt > :since",
                        Long.class)
                .setParameter("user", userId)
                .setParameter("since", since)
                .getSingleResult();
    }

    /** Withdraws the open links that a user created. */
    void withdrawCreatedBy(long userId, Instant now) {
        end("withdrawn_at", Sql.of("created_by_id = ?", userId), now);
    }

    /**
     * Withdraws the open links that were created with any value of these tokens.
     *
     * @param descendantsToo whether also those that were created with their descendants
     */
    void withdrawCreatedWith(Set<Long> tokenIds, boolean descendantsToo, Instant now) {
        // one statement in the usual case
        if (existsCreatedWithToken(now)) {
            var families = connections.lend(connection ->
                    descendantsToo ? Lineage.descendants(connection, tokenIds) : Lineage.values(connection, tokenIds));
            Lineage.chunks(families).forEach(values -> end("withdrawn_at", Sql.in("created_by_token_id", values), now));
        }
    }

    private boolean existsCreatedWithToken(Instant now) {
        return !entityManager
                .createNativeQuery("select 1 from one_time_link where created_by_token_id is not null"
                        + " and claimed_at is null and withdrawn_at is null and lapses_at > ? fetch first 1 rows only")
                .setParameter(1, now.atOffset(ZoneOffset.UTC))
                .getResultList()
                .isEmpty();
    }

    /** Ends open links only: of two callers that end the same link, the first wins. */
    private int end(String how, Sql which, Instant now) {
        // locks changed users before their links, as everything does that locks both
        entityManager.flush();
        return connections.lend(Sql.of(
                        "update one_time_link set " + how + " = ?, version = version + 1"
                                + " where claimed_at is null and withdrawn_at is null and lapses_at > ? and ",
                        now,
                        now)
                .append(which)::update);
    }

    void deleteOf(long userId) {
        entityManager
                .createNativeQuery("delete from one_time_link where user_id = ?")
                .setParameter(1, userId)
                .executeUpdate();
    }

    /** Deletes a batch of links that lapsed before this; returns their number. */
    int deleteLapsedBefore(Instant moment, int most) {
        return entityManager
                .createNativeQuery("delete from one_time_link where id in (select id from one_time_link"
                        + " where lapses_at < ? fetch first " + most + " rows only)")
                .setParameter(1, moment.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }
}
