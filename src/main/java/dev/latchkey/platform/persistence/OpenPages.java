package dev.latchkey.platform.persistence;

import dev.latchkey.shared.CurrentOrigin;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The open pages of the caller's session, for every server that shares the database. They end with the session, and the
 * least recently used ones beyond a hundred are forgotten.
 */
@Stateless
@PermitAll
public class OpenPages {

    /** Per session. */
    static final int MOST = 100;

    @PersistenceContext
    EntityManager entityManager;

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
        return entityManager
                .createNativeQuery("select state from open_page where hash = ? and session_id = ?")
                .setParameter(1, hash)
                .setParameter(2, session())
                .getResultStream()
                .map(state -> (byte[]) state)
                .findFirst();
    }

    /**
     * Keeps a page. Has no effect when the session has ended meanwhile.
     *
     * @param hash 32 bytes
     * @param state up to 1 MiB
     */
    public void save(byte[] hash, byte[] state) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var kept = entityManager
                .createNativeQuery("update open_page set state = ?, used_at = ? where hash = ? and session_id = ?")
                .setParameter(1, state)
                .setParameter(2, now)
                .setParameter(3, hash)
                .setParameter(4, session())
                .executeUpdate();
        if (kept == 0) {
            entityManager
                    .createNativeQuery("insert into open_page (hash, session_id, state, used_at)"
                            + " select ?, id, ?, ? from user_session where id = ?")
                    .setParameter(1, hash)
                    .setParameter(2, state)
                    .setParameter(3, now)
                    .setParameter(4, session())
                    .executeUpdate();
            forgetOthers();
        }
    }

    private void forgetOthers() {
        entityManager
                .createNativeQuery(
                        "delete from open_page where session_id = ? and hash not in (select hash from open_page"
                                + " where session_id = ? order by used_at desc, hash fetch first " + MOST
                                + " rows only)")
                .setParameter(1, session())
                .setParameter(2, session())
                .executeUpdate();
    }

    /** 0 is the id of none. */
    private long session() {
        var id = origin.get().sessionId();
        return id == null ? 0 : id;
    }
}
