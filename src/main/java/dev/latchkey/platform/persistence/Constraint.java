package dev.latchkey.platform.persistence;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Identifies the constraint that a change violated. */
public final class Constraint {

    private static final String UNIQUE_VIOLATION = "23505";

    private Constraint() {}

    /** Whether the change violated a unique constraint (SQLSTATE 23505 on H2 and PostgreSQL). */
    public static boolean uniqueViolated(PersistenceException refused) {
        for (@Nullable Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
