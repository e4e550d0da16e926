package io.rubro.fiscal.verifactu.internal.eventlog;

import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Events as rows. */
final class EventRows {

    static final String SELECT =
            """
            select e.id, e.chain_id, e.chain_position, e.event_type, e.generated_at, e.previous_type, e.previous_at,
              e.previous_fingerprint, e.fingerprint, e.note, e.record_position, e.document
            from fiscal_verifactu.event e where e.organization_id = {org}""";

    private static final String INSERT =
            """
            insert into fiscal_verifactu.event (organization_id, id, chain_id, chain_position, event_type, generated_at,
              previous_type, previous_at, previous_fingerprint, fingerprint, note, record_position, document)
            values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private EventRows() {}

    static void insert(Sql sql, Event event) {
        Event.Link previous = event.previous();
        sql.update(
                INSERT,
                event.id(),
                event.chain(),
                event.position(),
                event.type(),
                event.generatedAt(),
                previous == null ? null : previous.type(),
                previous == null ? null : previous.generatedAt(),
                previous == null ? null : previous.fingerprint(),
                event.fingerprint(),
                event.note(),
                event.recordPosition(),
                event.xml());
    }

    static Event read(ResultSet row) throws SQLException {
        String previousType = row.getString("previous_type");
        String previousAt = row.getString("previous_at");
        String previousFingerprint = row.getString("previous_fingerprint");
        Event.Link previous = previousType == null && previousAt == null && previousFingerprint == null
                ? null
                : new Event.Link(orEmpty(previousType), orEmpty(previousAt), orEmpty(previousFingerprint));
        long recordPosition = row.getLong("record_position");
        boolean summary = !row.wasNull();
        return new Event(
                Rows.id(row, "id"),
                Rows.id(row, "chain_id"),
                row.getLong("chain_position"),
                row.getString("event_type"),
                row.getString("generated_at"),
                previous,
                row.getString("fingerprint"),
                row.getString("note"),
                summary ? recordPosition : null,
                row.getString("document"));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
