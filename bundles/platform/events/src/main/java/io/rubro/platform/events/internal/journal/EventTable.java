package io.rubro.platform.events.internal.journal;

import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql.Dialect;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the sequenced part of the journal. */
final class EventTable {

    private static final String COLUMNS = "select pos, id, type, schema_version, organization_id, aggregate_id,"
            + " created_at, payload from events.event";

    private final LocalConnections connections;
    private final EventJson json;
    private final String byPosition;

    EventTable(LocalConnections connections, Dialect dialect, EventJson json) {
        this.connections = connections;
        this.json = json;
        this.byPosition = COLUMNS + (dialect == Dialect.DERBY ? " --DERBY-PROPERTIES index=event_pos\n" : "");
    }

    /**
     * Events of some types in the order of their positions.
     *
     * @param types their names; with {@link EventSubscriber#ALL} among them, every type
     * @param after the position before the first
     * @param upTo the last position
     */
    List<StoredEvent> read(Set<String> types, long after, long upTo, int most) throws SQLException {
        if (types.isEmpty()) {
            return List.of();
        }
        Set<String> wanted = types.contains(EventSubscriber.ALL) ? Set.of() : types;
        String ofTypes = wanted.isEmpty()
                ? ""
                : " and type in (" + String.join(", ", Collections.nCopies(wanted.size(), "?")) + ")";
        String sql = byPosition + " where pos > ? and pos <= ?" + ofTypes + " order by pos";
        return connections.query(c -> {
            try (PreparedStatement statement = c.prepareStatement(sql)) {
                statement.setLong(1, after);
                statement.setLong(2, upTo);
                int index = 3;
                for (String type : wanted) {
                    statement.setString(index++, type);
                }
                statement.setMaxRows(most);
                return events(statement);
            }
        });
    }

    /** Events of one organisation and some types in the order of their positions. */
    List<StoredEvent> of(Id organization, Set<String> types, long after, int most) throws SQLException {
        if (types.isEmpty()) {
            return List.of();
        }
        String sql = byPosition + " where pos > ? and organization_id = ? and type in ("
                + String.join(", ", Collections.nCopies(types.size(), "?")) + ") order by pos";
        return connections.query(c -> {
            try (PreparedStatement statement = c.prepareStatement(sql)) {
                statement.setLong(1, after);
                statement.setLong(2, organization.value());
                int index = 3;
                for (String type : types) {
                    statement.setString(index++, type);
                }
                statement.setMaxRows(most);
                return events(statement);
            }
        });
    }

    /** The event at a position. */
    Optional<StoredEvent> at(long position) throws SQLException {
        return connections.query(c -> {
            try (PreparedStatement statement = c.prepareStatement(byPosition + " where pos = ?")) {
                statement.setLong(1, position);
                return events(statement).stream().findFirst();
            }
        });
    }

    /** The last position given. */
    long head() throws SQLException {
        return connections.<Long>query(Sequencer::head);
    }

    private List<StoredEvent> events(PreparedStatement statement) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                events.add(event(row));
            }
        }
        return events;
    }

    private StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong("pos"),
                Rows.id(row, "id"),
                row.getString("type"),
                row.getInt("schema_version"),
                Rows.id(row, "organization_id"),
                Rows.id(row, "aggregate_id"),
                Rows.instant(row, "created_at"),
                row.getString("payload"),
                json);
    }
}
