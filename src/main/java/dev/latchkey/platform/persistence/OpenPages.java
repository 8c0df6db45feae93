package dev.latchkey.platform.persistence;

import dev.latchkey.shared.CurrentOrigin;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * The open pages of the caller's session, for every server that shares the database. They end with the session, and the
 * least recently used ones beyond a hundred are forgotten, some at a time.
 */
@Stateless
@PermitAll
public class OpenPages {

    /** Per session, and a few more until a later page clears them. */
    static final int MOST = 100;

    /** On average: finding the pages beyond the most costs more than keeping a new one. */
    static final int NEW_PAGES_PER_CLEARING = 4;

    // By the time of the last one that stays: H2 would read a list of those that stay again for each of them.
    private static final String FORGET_OTHERS = "delete from open_page where session_id = ? and used_at <"
            + " (select used_at from open_page where session_id = ? order by used_at desc"
            + " offset " + (MOST - 1) + " rows fetch next 1 row only)";

    @Inject
    Connections connections;

    @Inject
    CurrentOrigin origin;

    @Inject
    Clock clock;

    /**
     * The page; empty if it was forgotten, or is of another session.
     *
     * @param hash 32 bytes
     */
    public Optional<byte[]> find(byte[] hash) {
        return connections.lend(
                connection -> Sql.of("select state from open_page where hash = ? and session_id = ?", hash, session())
                        .first(connection, row -> row.getBytes("state")));
    }

    /**
     * Keeps a new page. Has no effect when the session has ended meanwhile.
     *
     * @param hash 32 bytes, as good as random
     * @param state up to 1 MiB
     */
    public void add(byte[] hash, byte[] state) {
        connections.lend(connection -> Sql.of(
                        "insert into open_page (hash, session_id, state, used_at)"
                                + " select ?, id, ?, ? from user_session where id = ?",
                        hash,
                        state,
                        clock.instant(),
                        session())
                .update(connection));
        if (hash[0] % NEW_PAGES_PER_CLEARING == 0) {
            connections.lend(
                    connection -> Sql.of(FORGET_OTHERS, session(), session()).update(connection));
        }
    }

    /**
     * Keeps a page as it is now, even if it was forgotten meanwhile. Has no effect when the session has ended.
     *
     * @param hash 32 bytes
     * @param state up to 1 MiB
     */
    public void save(byte[] hash, byte[] state) {
        var kept = connections.lend(connection -> Sql.of(
                        "update open_page set state = ?, used_at = ? where hash = ? and session_id = ?",
                        state,
                        clock.instant(),
                        hash,
                        session())
                .update(connection));
        if (kept == 0) {
            add(hash, state);
        }
    }

    /** 0 is the id of none. */
    private long session() {
        var id = origin.get().sessionId();
        return id == null ? 0 : id;
    }
}
