package dev.latchkey.audit;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.Origin;
import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Subject;
import dev.latchkey.shared.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The log in the database. Plain JDBC: entries are not entities, because nothing may change them, and they are appended
 * after the flush of the persistence context, on the connection of the same transaction.
 */
@ApplicationScoped
class AuditRepository {

    private static final String FREE_CHAIN = "select id, length, hash from audit_chain where id between 1 and "
            + Chain.COUNT + " order by id fetch first 1 row only for update skip locked";

    private static final String INSERT = "insert into audit_entry (chain, position, occurred_at, actor_id, channel,"
            + " address, action, refused, user_id, thing, thing_id, thing_name, details, previous_hash, hash,"
            + " actor_token_id, search_text) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String TIPS = "select c.id, c.length, c.hash, exists (select 1 from audit_entry e"
            + " where e.chain = c.id and e.position > c.length) as overlong, c.forgotten, c.forgotten_hash"
            + " from audit_chain c order by c.id";

    private static final String COLUMNS = "e.chain, e.position, e.occurred_at, e.actor_id, e.channel, e.address,"
            + " e.action, e.refused, e.user_id, e.thing, e.thing_id, e.thing_name, e.details, e.previous_hash, e.hash,"
            + " e.actor_token_id";

    private static final String WITH_LOGINS =
            "select " + COLUMNS + ", actor.login as actor_login, token.name as token_name, affected.login as user_login"
                    + " from (%s) e left join users actor on actor.id = e.actor_id"
                    + " left join access_token token on token.id = e.actor_token_id"
                    + " left join users affected on affected.id = e.user_id order by ";

    private static final String NEWEST_FIRST = "e.occurred_at desc, e.chain desc, e.position desc";
    private static final String AS_WRITTEN = "e.chain, e.position";

    private static final Instant FIRST_MOMENT = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END_OF_MOMENTS = Instant.parse("+10000-01-01T00:00:00Z");

    @Inject
    Connections connections;

    @PersistenceContext
    EntityManager entityManager;

    /**
     * A snapshot of a chain.
     *
     * @param overlong whether entries exist after its end
     * @param forgotten the chain up to the last deleted entry; empty if none is
     */
    record Tip(Chain chain, boolean overlong, Chain forgotten) implements Serializable {}

    /** A stored seal. */
    record KeptSeal(long id, String line) {}

    /** Has the persistence context write its changes before the transaction's synchronizations append entries. */
    void joinTransaction() {
        // joinTransaction() alone waits for the first use of the context, which may be too late: by append()
        entityManager.unwrap(Connection.class);
    }

    /**
     * Appends entries to a free chain, and locks it until the transaction ends. Takes the connection of the persistence
     * context: the pool of Payara goes by the transaction of the calling component, which ends before its transaction.
     */
    void append(List<AuditRecord> records) {
        try {
            append(entityManager.unwrap(Connection.class), records);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    static Chain append(Connection connection, List<AuditRecord> records) throws SQLException {
        var chain = take(connection);
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var record : records) {
            var entry = chain.next(record);
            rows.add(row(entry));
            chain = chain.with(entry);
        }
        Sql.batch(connection, INSERT, rows);
        Sql.of(
                        "update audit_chain set length = ?, hash = ? where id = ?",
                        chain.length(),
                        bytes(chain.hash()),
                        chain.id())
                .update(connection);
        return chain;
    }

    /** Locks a free chain, or waits for one if none is free. */
    private static Chain take(Connection connection) throws SQLException {
        var free = Sql.of(FREE_CHAIN).first(connection, AuditRepository::chain);
        if (free.isPresent() && Sql.readsWhatItLocks(connection)) {
            return free.get();
        }
        var id = free.map(Chain::id)
                .orElseGet(() -> 1 + ThreadLocalRandom.current().nextInt(Chain.COUNT));
        return Sql.of("select id, length, hash from audit_chain where id = ? for update", id)
                .first(connection, AuditRepository::chain)
                .orElseThrow();
    }

    /** All chains, by id. */
    List<Tip> tips() {
        return connections.lend(connection -> Sql.of(TIPS).list(connection, row -> {
            var forgotten = new Chain(row.getInt("id"), row.getLong("forgotten"), hash(row.getBytes("forgotten_hash")));
            return new Tip(chain(row), row.getBoolean("overlong"), forgotten);
        }));
    }

    /** Entries of a chain after one position up to another, in order. */
    List<AuditEntry> entries(int chain, long behind, long upTo, int limit) {
        return connections.lend(connection -> Sql.of(
                        "select " + COLUMNS + " from audit_entry e where e.chain = ? and e.position > ?"
                                + " and e.position <= ? order by " + AS_WRITTEN + " fetch first ? rows only",
                        chain,
                        behind,
                        upTo,
                        limit)
                .list(connection, AuditRepository::entry));
    }

    /** The last entry of a chain before the moment; empty if all such entries are already deleted. */
    Optional<Chain> lastBefore(Tip tip, Instant moment) {
        var chain = tip.chain().id();
        return connections.lend(connection -> {
            var next = Sql.of(
                            "select e.position from audit_entry e where e.chain = ? and e.position > ?"
                                    + " and e.occurred_at >= ? order by " + AS_WRITTEN + " fetch first 1 row only",
                            chain,
                            tip.forgotten().length(),
                            moment)
                    .first(connection, row -> row.getLong("position"));
            var length = tip.chain().length();
            var last = next.map(position -> Math.min(length, position - 1)).orElse(length);
            if (last <= tip.forgotten().length()) {
                return Optional.empty();
            }
            return entries(chain, last - 1, last, 1).stream()
                    .findFirst()
                    .map(entry -> new Chain(chain, entry.position(), entry.hash()));
        });
    }

    /** Makes the chain begin after this entry. */
    void forget(Chain last) {
        connections.lend(connection -> Sql.of(
                        "update audit_chain set forgotten = ?, forgotten_hash = ? where id = ? and forgotten < ?",
                        last.length(),
                        bytes(last.hash()),
                        last.id(),
                        last.length())
                .update(connection));
    }

    /** Deletes a batch of forgotten entries; returns their number. */
    int delete(Chain forgotten, int most) {
        return connections.lend(connection -> {
            var first = Sql.of(
                            "select e.position from audit_entry e where e.chain = ? order by " + AS_WRITTEN
                                    + " fetch first 1 row only",
                            forgotten.id())
                    .first(connection, row -> row.getLong("position"));
            if (first.isEmpty() || first.get() > forgotten.length()) {
                return 0;
            }
            return Sql.of(
                            "delete from audit_entry where chain = ? and position <= ?",
                            forgotten.id(),
                            Math.min(forgotten.length(), first.get() + most - 1))
                    .update(connection);
        });
    }

    void keepSeal(Instant at, String line) {
        connections.lend(connection -> Sql.of("insert into audit_seal (sealed_at, line) values (?, ?)", at, line)
                .update(connection));
    }

    /** The seals after one up to another, oldest first. */
    List<KeptSeal> seals(long behind, long upTo, int limit) {
        return connections.lend(connection -> Sql.of(
                        "select id, line from audit_seal where id > ? and id <= ? order by id"
                                + " fetch first ? rows only",
                        behind,
                        upTo,
                        limit)
                .list(connection, AuditRepository::seal));
    }

    Optional<KeptSeal> lastSeal() {
        return connections.lend(
                connection -> Sql.of("select id, line from audit_seal order by id desc fetch first 1 row only")
                        .first(connection, AuditRepository::seal));
    }

    private static KeptSeal seal(ResultSet row) throws SQLException {
        return new KeptSeal(row.getLong("id"), row.getString("line"));
    }

    /** Newest first. */
    Page<ListedEntry> search(AuditQuery query, int offset, int limit) {
        return connections.lend(connection -> {
            var wanted = new AuditConditions(query);
            var page = wanted.select("*")
                    .append(" order by " + NEWEST_FIRST + " offset ? rows fetch next ? rows only", offset, limit);
            var items = list(connection, page, NEWEST_FIRST);
            return new Page<>(
                    items,
                    items.size() < limit && (!items.isEmpty() || offset == 0)
                            ? offset + items.size()
                            : wanted.select("count(*)").count(connection));
        });
    }

    /** The entries of a chain after the position, up to the given end. */
    List<ListedEntry> export(AuditQuery query, Chain chain, long position, int limit) {
        var wanted = new AuditConditions(query)
                .and("e.chain = ?", chain.id())
                .and("e.position > ? and e.position <= ?", position, chain.length());
        var batch = wanted.select("*").append(" order by " + AS_WRITTEN + " fetch first ? rows only", limit);
        return connections.lend(connection -> list(connection, batch, AS_WRITTEN));
    }

    private static List<ListedEntry> list(Connection connection, Sql which, String order) throws SQLException {
        return which.in(WITH_LOGINS)
                .append(order)
                .list(
                        connection,
                        row -> new ListedEntry(
                                entry(row),
                                row.getString("actor_login"),
                                row.getString("token_name"),
                                row.getString("user_login")));
    }

    /** Empty if no user has that login. */
    Optional<Long> userId(String login) {
        return connections.lend(connection -> Sql.of("select id from users where folded_login = ?", Text.fold(login))
                .first(connection, row -> row.getLong("id")));
    }

    private static Chain chain(ResultSet row) throws SQLException {
        return new Chain(row.getInt("id"), row.getLong("length"), hash(row.getBytes("hash")));
    }

    /**
     * Tampered rows may hold invalid moments or channels. Their details then show the raw values, so that lists and
     * exports continue; their hash is wrong anyway.
     */
    private static AuditEntry entry(ResultSet row) throws SQLException {
        var at = moment(row.getObject("occurred_at", OffsetDateTime.class));
        var channel = channel(row.getString("channel"));
        var details = at.isPresent() && channel.isPresent()
                ? row.getString("details")
                : CanonicalJson.of(Map.of("illegible", row.getString("occurred_at") + " " + row.getString("channel")));
        var origin = new Origin(
                row.getObject("actor_id", Long.class),
                row.getObject("actor_token_id", Long.class),
                channel.orElse(Channel.SERVER),
                row.getString("address"));
        var subject = new Subject(
                row.getObject("user_id", Long.class),
                row.getString("thing"),
                row.getObject("thing_id", Long.class),
                row.getString("thing_name"));
        var record = new AuditRecord(
                at.orElse(Instant.EPOCH), origin, row.getString("action"), row.getBoolean("refused"), subject, details);
        return new AuditEntry(
                row.getInt("chain"),
                row.getLong("position"),
                record,
                hash(row.getBytes("previous_hash")),
                hash(row.getBytes("hash")));
    }

    /** Empty for moments without a four-digit year, such as PostgreSQL's infinity. */
    private static Optional<Instant> moment(OffsetDateTime at) {
        return Optional.of(at.toInstant())
                .filter(moment -> !moment.isBefore(FIRST_MOMENT) && moment.isBefore(END_OF_MOMENTS));
    }

    private static Optional<Channel> channel(String name) {
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.name().equals(name))
                .findFirst();
    }

    private static List<@Nullable Object> row(AuditEntry entry) {
        var record = entry.record();
        var origin = record.origin();
        var subject = record.subject();
        return Arrays.asList(
                entry.chain(),
                entry.position(),
                record.at(),
                origin.userId(),
                origin.channel().name(),
                origin.address(),
                record.action(),
                record.refused(),
                subject.userId(),
                subject.kind(),
                subject.id(),
                subject.name(),
                record.detailsJson(),
                bytes(entry.previousHash()),
                bytes(entry.hash()),
                origin.tokenId(),
                subject.name() == null ? null : Text.fold(subject.name()));
    }

    private static byte[] bytes(String hash) {
        return HexFormat.of().parseHex(hash);
    }

    private static String hash(byte @Nullable [] bytes) {
        return bytes == null ? AuditEntry.NO_HASH : HexFormat.of().formatHex(bytes);
    }
}
