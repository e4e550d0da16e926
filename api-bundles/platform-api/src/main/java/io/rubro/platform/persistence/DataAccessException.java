package io.rubro.platform.persistence;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database refused a statement. Says which kind of refusal, so that callers need not know a driver's codes. */
public final class DataAccessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    public DataAccessException(String message, SQLException cause) {
        super(message, cause);
        this.sqlState = state(cause);
    }

    private static String state(SQLException e) {
        @Nullable String state = e.getSQLState();
        return state == null ? "" : state;
    }

    /** The five-character SQLSTATE, or an empty text. */
    public String sqlState() {
        return sqlState;
    }

    /** A unique key or other constraint was violated (class 23). */
    public boolean isConstraintViolation() {
        return sqlState.startsWith("23");
    }

    /** A unique or primary key already holds this value (23505 on both databases). */
    public boolean isDuplicate() {
        return sqlState.equals("23505");
    }

    /** A deadlock, a lock time-out or a serialisation failure (class 40): the same transaction may succeed if repeated. */
    public boolean isTransient() {
        return sqlState.startsWith("40");
    }
}
