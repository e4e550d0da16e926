package io.rubro.platform.events.internal.journal;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The platform's own connections, outside business transactions. */
record LocalConnections(DataSource source) {

    /** Work with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** A connection without auto-commit. */
    Connection open() throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Gives back what {@link #open} gave, as it was. */
    static void release(Connection connection) throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Runs one query. */
    <T> T query(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return work.on(connection);
        }
    }

    /** Does the work in one transaction. */
    <T> T transaction(Work<T> work) throws SQLException {
        Connection connection = open();
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } finally {
            release(connection);
        }
    }
}
