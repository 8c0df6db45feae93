package dev.latchkey.platform.persistence;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Runs a job once per UTC day on one of the servers that share the database. Each server asks every few minutes, and
 * the first one gets the day. If it dies, another server takes over an hour later; a day missed by all servers is made
 * up at the next start. Jobs must tolerate a restart.
 */
@Stateless
@PermitAll
public class OncePerDay {

    private static final Duration CLAIM = Duration.ofHours(1);

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    Clock clock;

    /**
     * Claims the day for the caller, who must call {@link #finished} at the end; empty when the day is done or claimed
     * by another server.
     *
     * @param job a name in the table {@code daily_job}
     */
    public Optional<LocalDate> begin(String job) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var claimed = entityManager
                .createNativeQuery("update daily_job set claimed_until = ? where name = ?"
                        + " and (done_on is null or done_on < ?) and (claimed_until is null or claimed_until <= ?)")
                .setParameter(1, now.plus(CLAIM).atOffset(ZoneOffset.UTC))
                .setParameter(2, job)
                .setParameter(3, today)
                .setParameter(4, now.atOffset(ZoneOffset.UTC))
                .executeUpdate();
        return claimed == 1 ? Optional.of(today) : Optional.empty();
    }

    /** Marks the claimed day as done, even if a new day has begun. */
    public void finished(String job, LocalDate day) {
        entityManager
                .createNativeQuery("update daily_job set done_on = ?, claimed_until = null where name = ?")
                .setParameter(1, day)
                .setParameter(2, job)
                .executeUpdate();
    }
}
