package dev.latchkey.audit;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.shared.Origin;
import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Subject;
import dev.latchkey.shared.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

    private static final String FREE_CHAIN = "select id from audit_chain where id between 1 and " + Chain.COUNT
            + " order by id fetch first 1 row only for update skip locked";

    private static final String INSERT = "insert into audit_entry (chain, position, occurred_at, actor_id, channel,"
            + " address, action, refused, user_id, thing, thing_id, thing_name, details, previous_hash, hash,"
            + " actor_token_id, search_text) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String TIPS = "select c.id, c.length, c.hash, exists (select 1 from audit_entry e"
            + " where e.chain = c.id and e.position > c.length), c.forgotten, c.forgotten_hash"
            + " from audit_chain c order by c.id";

    private static final String COLUMNS = "e.chain, e.position, e.occurred_at, e.actor_id, e.channel, e.address,"
            + " e.action, e.refused, e.user_id, e.thing, e.thing_id, e.thing_name, e.details, e.previous_hash, e.hash,"
            + " e.actor_token_id";

    private static final String WITH_LOGINS =
            "select " + COLUMNS + ", actor.login, token.name, affected.login from (select *"
                    + " from %s%s) e left join users actor on actor.id = e.actor_id"
                    + " left join access_token token on token.id = e.actor_token_id"
                    + " left join users affected on affected.id = e.user_id order by ";

    private static final String NEWEST_FIRST = "e.occurred_at desc, e.chain desc, e.position desc";
    private static final String AS_WRITTEN = "e.chain, e.position";

    private static final Instant FIRST_MOMENT = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END_OF_MOMENTS = Instant.parse("+10000-01-01T00:00:00Z");

    @Inject
    Connections connections;

    /**
     * A snapshot of a chain.
     *
     * @param overlong whether entries exist after its end
     * @param forgotten the chain up to the last deleted entry; empty if none is
     */
    record Tip(Chain chain, boolean overlong, Chain forgotten) {}

    /** A stored seal. */
    record KeptSeal(long id, String line) {}

    /** Appends entries to a free chain, and locks it until the transaction ends. */
    void append(List<Occurrence> occurrences) {
        connections.lend(connection -> append(connection, occurrences));
    }

    static Chain append(Connection connection, List<Occurrence> occurrences) throws SQLException {
        var chain = take(connection);
        try (var insert = connection.prepareStatement(INSERT)) {
            for (var occurrence : occurrences) {
                var entry = chain.next(occurrence);
                set(insert, entry);
                insert.addBatch();
                chain = chain.with(entry);
            }
            insert.executeBatch();
        }
        try (var update = connection.prepareStatement("update audit_chain set length = ?, hash = ? where id = ?")) {
            update.setLong(1, chain.length());
            update.setBytes(2, bytes(chain.hash()));
            update.setInt(3, chain.id());
            update.executeUpdate();
        }
        return chain;
    }

    private static Chain take(Connection connection) throws SQLException {
        // Read again under the lock: H2 may return an earlier state of a chain that was just unlocked.
        try (var wait =
                connection.prepareStatement("select id, length, hash from audit_chain where id = ? for update")) {
            wait.setInt(1, free(connection));
            try (var found = wait.executeQuery()) {
                found.next();
                return chain(found);
            }
        }
    }

    /** Locks a free chain, or waits for one if none is free. */
    private static int free(Connection connection) throws SQLException {
        try (var free = connection.prepareStatement(FREE_CHAIN);
                var found = free.executeQuery()) {
            return found.next()
                    ? found.getInt(1)
                    : 1 + ThreadLocalRandom.current().nextInt(Chain.COUNT);
        }
    }

    /** All chains, by id. */
    List<Tip> tips() {
        return connections.lend(connection -> {
            try (var select = connection.prepareStatement(TIPS);
                    var found = select.executeQuery()) {
                var tips = new ArrayList<Tip>();
                while (found.next()) {
                    var forgotten = new Chain(found.getInt(1), found.getLong(5), hash(found.getBytes(6)));
                    tips.add(new Tip(chain(found), found.getBoolean(4), forgotten));
                }
                return tips;
            }
        });
    }

    /** Entries of a chain after one position up to another, in order. */
    List<AuditEntry> entries(int chain, long behind, long upTo, int limit) {
        return connections.lend(connection -> {
            try (var select = connection.prepareStatement("select " + COLUMNS + " from audit_entry e where e.chain = ?"
                    + " and e.position > ? and e.position <= ? order by e.chain, e.position fetch first ? rows only")) {
                select.setInt(1, chain);
                select.setLong(2, behind);
                select.setLong(3, upTo);
                select.setInt(4, limit);
                try (var found = select.executeQuery()) {
                    var entries = new ArrayList<AuditEntry>();
                    while (found.next()) {
                        entries.add(entry(found));
                    }
                    return entries;
                }
            }
        });
    }

    /** The last entry of a chain before the moment; empty if all such entries are already deleted. */
    Optional<Chain> lastBefore(Tip tip, Instant moment) {
        var chain = tip.chain().id();
        return connections.lend(connection -> {
            var last = tip.chain().length();
            try (var select = connection.prepareStatement("select e.position from audit_entry e where e.chain = ?"
                    + " and e.position > ? and e.occurred_at >= ? order by e.chain, e.position"
                    + " fetch first 1 row only")) {
                select.setInt(1, chain);
                select.setLong(2, tip.forgotten().length());
                select.setObject(3, moment.atOffset(ZoneOffset.UTC));
                try (var found = select.executeQuery()) {
                    if (found.next()) {
                        last = Math.min(last, found.getLong(1) - 1);
                    }
                }
            }
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
        connections.lend(connection -> {
            try (var update = connection.prepareStatement(
                    "update audit_chain set forgotten = ?, forgotten_hash = ? where id = ? and forgotten < ?")) {
                update.setLong(1, last.length());
                update.setBytes(2, bytes(last.hash()));
                update.setInt(3, last.id());
                update.setLong(4, last.length());
                return update.executeUpdate();
            }
        });
    }

    /** Deletes a batch of forgotten entries; returns their number. */
    int delete(Chain forgotten, int most) {
        return connections.lend(connection -> {
            try (var select = connection.prepareStatement("select e.position from audit_entry e where e.chain = ?"
                            + " order by e.chain, e.position fetch first 1 row only");
                    var delete =
                            connection.prepareStatement("delete from audit_entry where chain = ? and position <= ?")) {
                select.setInt(1, forgotten.id());
                try (var found = select.executeQuery()) {
                    if (!found.next() || found.getLong(1) > forgotten.length()) {
                        return 0;
                    }
                    delete.setInt(1, forgotten.id());
                    delete.setLong(2, Math.min(forgotten.length(), found.getLong(1) + most - 1));
                }
                return delete.executeUpdate();
            }
        });
    }

    void keepSeal(Instant at, String line) {
        connections.lend(connection -> {
            try (var insert = connection.prepareStatement("insert into audit_seal (sealed_at, line) values (?, ?)")) {
                insert.setObject(1, at.atOffset(ZoneOffset.UTC));
                insert.setString(2, line);
                return insert.executeUpdate();
            }
        });
    }

    /** The seals after this one, oldest first. */
    List<KeptSeal> seals(long behind, int limit) {
        return connections.lend(connection -> {
            try (var select = connection.prepareStatement(
                    "select id, line from audit_seal where id > ? order by id fetch first ? rows only")) {
                select.setLong(1, behind);
                select.setInt(2, limit);
                return seals(select);
            }
        });
    }

    Optional<String> lastSeal() {
        return connections.lend(connection -> {
            try (var select = connection.prepareStatement(
                    "select id, line from audit_seal order by id desc fetch first 1 row only")) {
                return seals(select).stream().findFirst().map(KeptSeal::line);
            }
        });
    }

    private static List<KeptSeal> seals(PreparedStatement select) throws SQLException {
        try (var found = select.executeQuery()) {
            var seals = new ArrayList<KeptSeal>();
            while (found.next()) {
                seals.add(new KeptSeal(found.getLong(1), found.getString(2)));
            }
            return seals;
        }
    }

    /** Newest first. */
    Page<ListedEntry> search(AuditQuery query, int offset, int limit) {
        return connections.lend(connection -> {
            var where = new AuditConditions(query);
            var items = list(
                    connection,
                    where.sql() + " order by " + where.sameForAll() + NEWEST_FIRST
                            + " offset ? rows fetch next ? rows only",
                    NEWEST_FIRST,
                    where.with(offset).with(limit));
            return new Page<>(
                    items,
                    items.size() < limit && (!items.isEmpty() || offset == 0)
                            ? offset + items.size()
                            : count(connection, new AuditConditions(query)));
        });
    }

    /** The entries of a chain after the position, up to the given end. */
    List<ListedEntry> export(AuditQuery query, Chain chain, long position, int limit) {
        return connections.lend(connection -> {
            var where = new AuditConditions(query)
                    .and("e.chain = ?", chain.id())
                    .and("e.position > ? and e.position <= ?", position, chain.length());
            return list(
                    connection,
                    where.sql() + " order by " + AS_WRITTEN + " fetch first ? rows only",
                    AS_WRITTEN,
                    where.with(limit));
        });
    }

    private static List<ListedEntry> list(Connection connection, String which, String order, AuditConditions where)
            throws SQLException {
        try (var select = connection.prepareStatement(WITH_LOGINS.formatted(where.from(), which) + order)) {
            where.set(select);
            try (var found = select.executeQuery()) {
                var entries = new ArrayList<ListedEntry>();
                while (found.next()) {
                    entries.add(new ListedEntry(
                            entry(found), found.getString(17), found.getString(18), found.getString(19)));
                }
                return entries;
            }
        }
    }

    private static long count(Connection connection, AuditConditions where) throws SQLException {
        try (var select = connection.prepareStatement("select count(*) from " + where.from() + where.sql())) {
            where.set(select);
            try (var found = select.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    /** Empty if no user has that login. */
    Optional<Long> userId(String login) {
        return connections.lend(connection -> {
            try (var select = connection.prepareStatement("select id from users where folded_login = ?")) {
                select.setString(1, Text.fold(login));
                try (var found = select.executeQuery()) {
                    return found.next() ? Optional.of(found.getLong(1)) : Optional.empty();
                }
            }
        });
    }

    private static Chain chain(ResultSet row) throws SQLException {
        return new Chain(row.getInt(1), row.getLong(2), hash(row.getBytes(3)));
    }

    /**
     * Tampered rows may hold invalid moments or channels. Their details then show the raw values, so that lists and
     * exports continue; their hash is wrong anyway.
     */
    private static AuditEntry entry(ResultSet row) throws SQLException {
        var at = moment(row.getObject(3, OffsetDateTime.class));
        var channel = channel(row.getString(5));
        var details = at.isPresent() && channel.isPresent()
                ? row.getString(13)
                : CanonicalJson.of(Map.of("illegible", row.getString(3) + " " + row.getString(5)));
        var origin = new Origin(
                row.getObject(4, Long.class),
                row.getObject(16, Long.class),
                channel.orElse(Channel.SERVER),
                row.getString(6));
        var subject = new Subject(
                row.getObject(9, Long.class), row.getString(10), row.getObject(11, Long.class), row.getString(12));
        var occurrence =
                new Occurrence(at.orElse(Instant.EPOCH), origin, row.getString(7), row.getBoolean(8), subject, details);
        return new AuditEntry(
                row.getInt(1), row.getLong(2), occurrence, hash(row.getBytes(14)), hash(row.getBytes(15)));
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

    private static void set(PreparedStatement insert, AuditEntry entry) throws SQLException {
        var occurrence = entry.occurrence();
        var origin = occurrence.origin();
        var subject = occurrence.subject();
        insert.setInt(1, entry.chain());
        insert.setLong(2, entry.position());
        insert.setObject(3, occurrence.at().atOffset(ZoneOffset.UTC));
        insert.setObject(4, origin.userId(), Types.BIGINT);
        insert.setString(5, origin.channel().name());
        insert.setString(6, origin.address());
        insert.setString(7, occurrence.action());
        insert.setBoolean(8, occurrence.refused());
        insert.setObject(9, subject.userId(), Types.BIGINT);
        insert.setString(10, subject.kind());
        insert.setObject(11, subject.id(), Types.BIGINT);
        insert.setString(12, subject.name());
        insert.setString(13, occurrence.detailsJson());
        insert.setBytes(14, bytes(entry.previousHash()));
        insert.setBytes(15, bytes(entry.hash()));
        insert.setObject(16, origin.tokenId(), Types.BIGINT);
        insert.setString(17, subject.name() == null ? null : Text.fold(subject.name()));
    }

    private static byte[] bytes(String hash) {
        return HexFormat.of().parseHex(hash);
    }

    private static String hash(byte @Nullable [] bytes) {
        return bytes == null ? AuditEntry.NO_HASH : HexFormat.of().formatHex(bytes);
    }
}
