package io.rubro.platform.events.internal.journal;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Gives committed events their positions: gap-free, and rising in the order of commits within one aggregate. A row with
 * a lower ticket may become visible after one with a higher ticket; it simply gets its position then.
 */
interface Sequencer {

    /** The most events one call sequences. */
    int BATCH = 1_000;

    /** Positions of a restarted journal continue from this. */
    static long head(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select pos from events.head where id = 0");
                var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Sequences at most {@link #BATCH} committed events, in a transaction of its own that it commits.
     *
     * @param head the last position known
     * @return the last position given, by this call or another node
     */
    long sequence(Connection connection, long head) throws SQLException;
}
