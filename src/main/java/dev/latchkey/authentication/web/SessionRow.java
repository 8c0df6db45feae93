package dev.latchkey.authentication.web;

import dev.latchkey.authentication.Session;
import java.io.Serializable;
import java.time.Instant;

/**
 * A session in the table.
 *
 * @param current whether it is the session of this browser
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
