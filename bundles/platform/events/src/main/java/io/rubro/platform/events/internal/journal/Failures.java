package io.rubro.platform.events.internal.journal;

import io.rubro.platform.persistence.DataAccessException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said about a failure. As text, always: a log that remembers the exception of a plugin would keep the
 * plugin's classes after it has gone.
 */
final class Failures {

    private Failures() {}

    /** One line: the failure and, if it is another, its root. */
    static String summary(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root == failure ? failure.toString() : failure + " ← " + root;
    }

    static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Whether the connection to the database was lost: nothing the work itself could be blamed for. */
    static boolean isOfConnection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String state = sqlState(cause);
            if (state.startsWith("08") || state.startsWith("57P") || state.equals("25P03")) {
                return true;
            }
        }
        return false;
    }

    private static String sqlState(Throwable cause) {
        if (cause instanceof DataAccessException data) {
            return data.sqlState();
        }
        @Nullable String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
        return state == null ? "" : state;
    }
}
