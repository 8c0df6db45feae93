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
     * The day whose work is the caller's, who calls {@link #finished} when it is done; empty when it is done, or somebody
     * else's.
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

    /** The work of the day that was begun is done, whatever day it has become meanwhile. */
    public void finished(String job, LocalDate day) {
        entityManager
                .createNativeQuery("update daily_job set done_on = ?, claimed_until = null where name = ?")
                .setParameter(1, day)
                .setParameter(2, job)
                .executeUpdate();
    }
}
