package io.rubro.platform.events.internal.journal;

import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.global.GlobalSql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of events that wait beside a cursor. Changed in the transaction of the delivery, after its cursor. */
final class HeldTable {

    private static final int ERROR_LENGTH = 2_000;

    private final LocalConnections connections;
    private final GlobalSql sql;

    HeldTable(LocalConnections connections, GlobalSql sql) {
        this.connections = connections;
        this.sql = sql;
    }

    List<HeldEntry> load(String name) throws SQLException {
        return connections.query(c -> {
            List<HeldEntry> entries = new ArrayList<>();
            try (PreparedStatement s = c.prepareStatement("select pos, organization_id, aggregate_id, state, attempts,"
                    + " next_try from events.held where name = ? order by pos")) {
                s.setString(1, name);
                try (ResultSet row = s.executeQuery()) {
                    while (row.next()) {
                        entries.add(entry(row));
                    }
                }
            }
            return entries;
        });
    }

    private static HeldEntry entry(ResultSet row) throws SQLException {
        return new HeldEntry(
                row.getLong("pos"),
                new AggregateKey(Rows.id(row, "organization_id"), Rows.id(row, "aggregate_id")),
                HeldState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Rows.instant(row, "next_try"));
    }

    void insert(String name, StoredEvent event, HeldEntry entry, @Nullable String error) {
        sql.update(
                "insert into events.held (name, part, pos, organization_id, aggregate_id, event_id, type, state,"
                        + " attempts, next_try, error, held_at) values (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                name,
                event.position(),
                event.organization(),
                event.aggregate(),
                event.id(),
                event.type(),
                entry.state(),
                entry.attempts(),
                entry.nextTry(),
                shortened(error),
                Instant.now());
    }

    void update(String name, HeldEntry entry, String error) {
        sql.update(
                "update events.held set state = ?, attempts = ?, next_try = ?, error = ? where name = ? and pos = ?",
                entry.state(),
                entry.attempts(),
                entry.nextTry(),
                shortened(error),
                name,
                entry.position());
    }

    /** Removes an entry and says whether it was still there. */
    boolean delete(String name, long position) {
        return sql.update("delete from events.held where name = ? and pos = ?", name, position) == 1;
    }

    private static @Nullable String shortened(@Nullable String error) {
        if (error == null) {
            return null;
        }
        // PostgreSQL stores no NUL
        String text = error.replace('\0', ' ');
        return text.length() <= ERROR_LENGTH ? text : text.substring(0, ERROR_LENGTH - 1) + "…";
    }
}
