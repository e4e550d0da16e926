package io.rubro.platform.events.internal.journal;

import io.rubro.platform.ids.Id;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sequences by reading uncommitted rows, which never waits, and asking {@link Tickets} which of them are in flight. The
 * order of the three steps is what makes it right:
 *
 * <ol>
 *   <li>the ceiling: a scan is no snapshot; only of tickets drawn before it began is every predecessor surely seen;
 *   <li>the scan, by ticket;
 *   <li>the look-up. A commit frees the aggregate before its ticket is reported ended, so a successor may be reported
 *       first: an aggregate with an event in flight keeps its later ones back.
 * </ol>
 */
final class DerbySequencer implements Sequencer {

    // in the order of the index, so that nothing is sorted
    private static final String SCAN = "select ticket, organization_id, aggregate_id from events.event"
            + " --DERBY-PROPERTIES index=event_pos\n where pos is null and ticket < ? order by pos, ticket with ur";

    // through the primary key: a plain update scans the index of positions and waits for rows in flight
    private static final String BY_TICKET = "select pos from events.event"
            + " --DERBY-PROPERTIES constraint=event_pk\n where ticket = ? for update of pos";

    /** Prepared while the cursor is open and once for all its rows; {@code ResultSet.updateRow} compiles SQL for each. */
    private static final String CURSOR = "UNSEQUENCED";

    private static final String GIVE = "update events.event set pos = ? where current of " + CURSOR;

    private final Tickets tickets;

    DerbySequencer(Tickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public long sequence(Connection connection, long head) throws SQLException {
        try {
            List<Long> committed = committed(connection);
            long last = committed.isEmpty() ? head : number(connection, committed, head);
            connection.commit();
            return last;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private List<Long> committed(Connection connection) throws SQLException {
        long ceiling = tickets.ceiling();
        List<Long> found = new ArrayList<>();
        List<AggregateKey> aggregates = new ArrayList<>();
        try (PreparedStatement scan = connection.prepareStatement(SCAN)) {
            scan.setLong(1, ceiling);
            scan.setMaxRows(2 * BATCH); // the first ones; a backlog must not be read whole each time
            try (ResultSet row = scan.executeQuery()) {
                while (row.next()) {
                    found.add(row.getLong(1));
                    aggregates.add(new AggregateKey(new Id(row.getLong(2)), new Id(row.getLong(3))));
                }
            }
        }
        List<Long> committed = new ArrayList<>();
        Set<AggregateKey> waiting = new HashSet<>();
        for (int i = 0; i < found.size() && committed.size() < BATCH; i++) {
            if (tickets.isInFlight(found.get(i))) {
                waiting.add(aggregates.get(i));
            } else if (!waiting.contains(aggregates.get(i))) {
                committed.add(found.get(i));
            }
        }
        return committed;
    }

    private static long number(Connection connection, List<Long> committed, long head) throws SQLException {
        long last = head;
        @Nullable PreparedStatement give = null;
        try (PreparedStatement event = connection.prepareStatement(BY_TICKET);
                PreparedStatement update = connection.prepareStatement("update events.head set pos = ? where id = 0")) {
            event.setCursorName(CURSOR);
            for (Long ticket : committed) {
                event.setLong(1, ticket);
                try (ResultSet row = event.executeQuery()) {
                    if (row.next()) { // else it was read before it was rolled back
                        give = give == null ? connection.prepareStatement(GIVE) : give;
                        give.setLong(1, ++last);
                        give.executeUpdate();
                    }
                }
            }
            if (last > head) {
                update.setLong(1, last);
                update.executeUpdate();
            }
        } finally {
            if (give != null) {
                give.close();
            }
        }
        return last;
    }
}
