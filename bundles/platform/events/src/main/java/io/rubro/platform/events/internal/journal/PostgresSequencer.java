package io.rubro.platform.events.internal.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Sequences in a function of the database. Any node may call it at any time: the row of the head is the lock, and each
 * statement inside sees everything committed before it, hence no successor without its predecessor.
 */
final class PostgresSequencer implements Sequencer {

    @Override
    public long sequence(Connection connection, long head) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A lost position is given again after a crash of the database, to whoever was next: nothing that
            // was delivered can be lost with it, since the delivery's own commit flushes what came before.
            statement.execute("set local synchronous_commit = off; set local statement_timeout = '30s'");
            try (var row = statement.executeQuery("select events.sequence(" + BATCH + ")")) {
                row.next();
                long last = row.getLong(1);
                connection.commit();
                return last;
            }
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }
}
