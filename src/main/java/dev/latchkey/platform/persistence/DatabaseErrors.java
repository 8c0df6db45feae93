package dev.latchkey.platform.persistence;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.resource.ResourceException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/** Classifies database failures. */
public final class DatabaseErrors {

    private static final String UNIQUE_VIOLATION = "23505";

    private DatabaseErrors() {}

    /** Whether the change would have put a second row where a constraint allows one (SQLSTATE 23505, H2 and PostgreSQL alike). */
    public static boolean uniqueViolated(PersistenceException refused) {
        for (@Nullable Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the connection failed: the same call may succeed a moment later. */
    public static boolean isDatabaseAway(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            // The pools of the servers have no connection, or lost it when the transaction ended, and say so without a
            // SQLSTATE.
            if (cause instanceof ResourceException
                    || cause instanceof XAException
                    || cause instanceof NullPointerException missing && isOfPool(missing)
                    || cause instanceof SQLException sql && isConnection(sql)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a concurrent transaction changed the same rows, so nothing was written. */
    public static boolean isConflict(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockException || cause instanceof SQLException sql && isOfOthers(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfOthers(SQLException failure) {
        // 40001: serialization failure, also H2's deadlock; 40P01: PostgreSQL's deadlock; 55P03 and HYT00: lock
        // timeout; 90131: H2, concurrent update
        return List.of("40001", "40P01", "55P03", "HYT00", "90131").contains(String.valueOf(failure.getSQLState()));
    }

    /** Payara's pool throws it when a caller uses a lent connection that the pool has closed. */
    private static boolean isOfPool(NullPointerException missing) {
        var frames = missing.getStackTrace();
        return frames.length > 0 && frames[0].getClassName().startsWith("com.sun.gjc.");
    }

    private static boolean isConnection(SQLException failure) {
        var state = failure.getSQLState();
        // 08: connection exception; 57P01–57P03: PostgreSQL is shutting down or starting; 90067, 90098, 90121: the same
        // on H2. Payara's pool gives no SQLSTATE when it is exhausted.
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || (state == null
                        ? String.valueOf(failure.getMessage()).contains("allocating a connection")
                        : state.startsWith("08")
                                || state.startsWith("57P0")
                                || state.equals("90067")
                                || state.equals("90098")
                                || state.equals("90121"));
    }
}
