package dev.latchkey.platform.persistence;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells why the database refused a change. */
public final class Constraint {

    private static final String UNIQUE_VIOLATION = "23505";

    private Constraint() {}

    /** Whether the change would have put a second row where only one may be (SQLSTATE 23505, H2 and PostgreSQL alike). */
    public static boolean uniqueViolated(PersistenceException refused) {
        for (@Nullable Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
