package io.rubro.fiscal.verifactu.internal.mode;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A decision on the mode.
 *
 * @param from the first day of it
 * @param begun whether what begins with it was done
 */
public record Change(Id id, OperatingMode mode, LocalDate from, Instant decidedAt, boolean begun) {

    static Change of(ResultSet row) throws SQLException {
        return new Change(
                Rows.id(row, "id"),
                OperatingMode.valueOf(row.getString("mode")),
                row.getDate("effective_from").toLocalDate(),
                Rows.instant(row, "decided_at"),
                row.getBoolean("begun"));
    }
}
