package dev.latchkey.notification;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.Page;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notices in the database. */
@Dependent
class NoticeRepository {

    /** Skips notices that another server is claiming. */
    private static final String DUE = "select id from notice where state = 'PENDING' and next_attempt_at <= ?%s"
            + " order by next_attempt_at fetch first 1 row only for update skip locked";

    /** Somebody may be waiting for a link: it does not queue behind reminders. */
    private static final List<String> FIRST_LINKS =
            List.of(DUE.formatted(" and link_id is not null"), DUE.formatted(""));

    /** Notices that share one mail. */
    private static final String LIKE = "select id from notice where recipient_id = ? and state = 'PENDING'"
            + " and next_attempt_at <= ? and kind = ? order by created_at, id fetch first " + NoticeMail.MOST_TOKENS
            + " rows only for update skip locked";

    private static final String UNTOLD = "select t.id, t.name, t.expires_on, t.user_id from access_token t"
            + " where t.holds_name and t.expiration_order > ? and t.expiration_order <= ?"
            + " and not exists (select 1 from notice n where n.token_id = t.id and n.kind = ?"
            + " and n.expires_on = t.expires_on) order by t.expiration_order fetch first ? rows only";

    private static final String ADMINISTRATORS = "select u.id from users u where u.active"
            + " and exists (select 1 from user_group_member m join user_group g on g.id = m.group_id"
            + " where m.user_id = u.id and g.role = ?) order by u.id fetch first 100 rows only";

    /** Two queries, so that a person costs one look at an index. */
    private static final String READERS = "select id from users where id = ? and owner_group_id is null union all"
            + " select u.id from users a join user_group_member m on m.group_id = a.owner_group_id"
            + " join users u on u.id = m.user_id where a.id = ? and u.active and u.email is not null"
            + " order by 1 fetch first 100 rows only";

    private static final String STILL_TO_EXPIRE =
            "select count(t) from AccessToken t where t.id = :id and t.holdsName = true and t.expiresOn = :day";

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    Connections connections;

    /** A reference, without a query. */
    User user(long id) {
        return entityManager.getReference(User.class, id);
    }

    @Nullable
    User userOrNobody(@Nullable Long id) {
        return id == null ? null : user(id);
    }

    /** The active administrators, at most a hundred. */
    List<Long> administrators() {
        return connections.lend(
                connection -> Sql.of(ADMINISTRATORS, Role.ADMINISTRATOR).list(connection, row -> row.getLong("id")));
    }

    /**
     * The ids of those who read mail about the tokens of this user: the user, or for a service account the active members of
     * its group with an address, at most a hundred.
     */
    List<Long> readers(long ownerId) {
        return connections.lend(
                connection -> Sql.of(READERS, ownerId, ownerId).list(connection, row -> row.getLong("id")));
    }

    /** The name of a token; null if it does not exist or the id is null. */
    @Nullable
    String tokenName(@Nullable Long id) {
        return id == null
                ? null
                : entityManager
                        .createQuery("select t.name from AccessToken t where t.id = :id", String.class)
                        .setParameter("id", id)
                        .getResultStream()
                        .findFirst()
                        .orElse(null);
    }

    /** Adds a notice unless one exists for the same occasion. */
    void add(Notice notice) {
        var known = entityManager
                .createQuery("select count(n) from Notice n where n.occasion = :occasion", Long.class)
                .setParameter("occasion", notice.occasion())
                .getSingleResult();
        if (known == 0) {
            entityManager.persist(notice);
        }
    }

    /**
     * Locks the notice that has been due for longest, one that brings a link before others, and those for the same mail, up to
     * its limit, in order of creation, with their users.
     */
    List<Notice> lockDue(Instant now) {
        return FIRST_LINKS.stream()
                .map(query -> lockLongest(query, now))
                .filter(longest -> !longest.isEmpty())
                .findFirst()
                .orElse(List.of())
                .stream()
                .flatMap(first -> withLike(first, now))
                .toList();
    }

    /** The first one always, whose older fellows for other mails may be more than a mail has room for. */
    private Stream<Notice> withLike(Notice first, Instant now) {
        var others =
                withPeople(lockLike(first, now)).stream().filter(notice -> notice != first && first.isLike(notice));
        return Stream.concat(Stream.of(first), others)
                .limit(NoticeMail.MOST_TOKENS)
                .sorted(Comparator.comparing(Notice::createdAt).thenComparing(Notice::id));
    }

    private List<Notice> lockLongest(String query, Instant now) {
        return withPeople(entityManager
                .createNativeQuery(query)
                .setParameter(1, now.atOffset(ZoneOffset.UTC))
                .getResultList());
    }

    private List<?> lockLike(Notice first, Instant now) {
        return entityManager
                .createNativeQuery(LIKE)
                .setParameter(1, first.recipient().id())
                .setParameter(2, now.atOffset(ZoneOffset.UTC))
                .setParameter(3, first.kind().name())
                .getResultList();
    }

    private List<Notice> withPeople(List<?> ids) {
        return ids.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery(
                                "select n from Notice n join fetch n.recipient left join fetch n.causedBy left join fetch n.account"
                                        + " where n.id in :ids order by n.createdAt, n.id",
                                Notice.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /**
     * Creates the due notices of this kind about a batch of tokens. If nobody can read one about a service account, it goes to
     * the service account, which has no address: administrators see that nobody was told.
     *
     * @param most the maximum number of tokens
     * @return the notices about each token
     */
    List<List<Notice>> untold(Reminder reminder, int most, Instant at) {
        return connections.lend(connection -> Sql.of(
                        UNTOLD,
                        reminder.after(),
                        reminder.until(),
                        reminder.kind().name(),
                        most)
                .list(
                        connection,
                        row -> untold(
                                reminder,
                                row.getLong("user_id"),
                                row.getLong("id"),
                                row.getString("name"),
                                row.getObject("expires_on", LocalDate.class),
                                at)));
    }

    private List<Notice> untold(
            Reminder reminder, long ownerId, long tokenId, String name, LocalDate expiresOn, Instant at) {
        var readers = readers(ownerId);
        var token = new TokenFacts(tokenId, name, expiresOn);
        return (readers.isEmpty() ? List.of(ownerId) : readers)
                .stream()
                        .map(reader -> new Notice(
                                reminder.kind(),
                                user(reader),
                                reader == ownerId ? null : user(ownerId),
                                token,
                                null,
                                at))
                        .toList();
    }

    /** Whether the token is active until the day of the notice, and the notice is not premature. */
    boolean isStillToExpire(Notice notice, LocalDate today) {
        var day = notice.expiresOn();
        return day != null
                && day.isAfter(today) == (notice.kind() == NoticeKind.TOKEN_EXPIRES)
                && entityManager
                                .createQuery(STILL_TO_EXPIRE, Long.class)
                                .setParameter("id", notice.tokenId())
                                .setParameter("day", day)
                                .getSingleResult()
                        == 1;
    }

    void remove(Notice notice) {
        entityManager.remove(notice);
        entityManager.flush();
    }

    /** Deletes a batch of notices older than this; returns their number. */
    int deleteCreatedBefore(Instant moment, int most) {
        return entityManager
                .createNativeQuery("delete from notice where id in (select id from notice where created_at < ?"
                        + " fetch first " + most + " rows only)")
                .setParameter(1, moment.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    Map<NoticeState, Long> count() {
        var counts = new EnumMap<NoticeState, Long>(NoticeState.class);
        for (var state : NoticeState.values()) {
            counts.put(state, 0L);
        }
        connections.lend(connection -> Sql.of("select state, count(*) as total from notice group by state")
                .list(
                        connection,
                        row -> counts.put(NoticeState.valueOf(row.getString("state")), row.getLong("total"))));
        return counts;
    }

    /** Newest first, with their recipients. */
    Page<Notice> search(NoticeState state, int offset, int limit) {
        var items = entityManager
                .createQuery(
                        "select n from Notice n join fetch n.recipient left join fetch n.account where n.dispatch.state = :state"
                                + " order by n.createdAt desc, n.id desc",
                        Notice.class)
                .setParameter("state", state)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
        var total = entityManager
                .createQuery("select count(n) from Notice n where n.dispatch.state = :state", Long.class)
                .setParameter("state", state)
                .getSingleResult();
        return new Page<>(items, total);
    }

    int retryAll(Instant now) {
        return entityManager
                .createNativeQuery(
                        "update notice set state = 'PENDING', attempts = 0, next_attempt_at = ?, done_at = null,"
                                + " version = version + 1 where state in ('FAILED', 'SKIPPED')")
                .setParameter(1, now.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    /** Deletes the notices to this user, and those to the members of its group if it is a service account. */
    void deleteOf(long userId) {
        entityManager
                .createQuery("delete from Notice n where n.recipient.id = :user or n.account.id = :user")
                .setParameter("user", userId)
                .executeUpdate();
    }

    /** Forgets the former addresses of the user in mail that is not going to be sent. */
    void forgetAddressesOf(long userId) {
        entityManager
                .createNativeQuery("update notice set address = null, version = version + 1"
                        + " where recipient_id = ? and address is not null and state <> 'PENDING'")
                .setParameter(1, userId)
                .executeUpdate();
    }

    Optional<Notice> lock(long id) {
        return Optional.ofNullable(entityManager.find(Notice.class, id, LockModeType.PESSIMISTIC_WRITE));
    }
}
