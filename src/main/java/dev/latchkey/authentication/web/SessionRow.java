package dev.latchkey.authentication.web;

import dev.latchkey.authentication.Session;
import java.io.Serializable;
import java.time.Instant;

/**
 * A session as the table shows it.
 *
 * @param current whether it is the one of this very browser
 */
public record SessionRow(
        long id, Instant createdAt, Instant lastSeenAt, String address, String userAgent, boolean current)
        implements Serializable {

    static SessionRow of(Session session, long current) {
        return new SessionRow(
                session.id(),
                session.createdAt(),
                session.lastSeenAt(),
                session.address(),
                session.userAgent(),
                session.id() == current);
    }
}
