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

/**
 * Work that is done once a day in UTC by one of the servers that share the database. Each of them asks every few minutes;
 * the first one gets the day. If it dies over it, another one gets the rest an hour later, and a day on which no server ran
 * is made up for at the next start. The work has to bear being begun again.
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
     * Whether today's work is the caller's, who calls {@link #finished} when it is done.
     *
     * @param job a name in the table {@code daily_job}
     */
    public boolean begin(String job) {
        var now = clock.instant();
        return entityManager
                        .createNativeQuery(
                                "update daily_job set claimed_until = ? where name = ?"
                                        + " and (done_on is null or done_on < ?) and (claimed_until is null or claimed_until <= ?)")
                        .setParameter(1, now.plus(CLAIM).atOffset(ZoneOffset.UTC))
                        .setParameter(2, job)
                        .setParameter(3, LocalDate.now(clock))
                        .setParameter(4, now.atOffset(ZoneOffset.UTC))
                        .executeUpdate()
                == 1;
    }

    /** Today's work is done: nobody begins it again before tomorrow. */
    public void finished(String job) {
        entityManager
                .createNativeQuery("update daily_job set done_on = ?, claimed_until = null where name = ?")
                .setParameter(1, LocalDate.now(clock))
                .setParameter(2, job)
                .executeUpdate();
    }
}
