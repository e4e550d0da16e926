package io.rubro.billing.internal.recurring;

import io.rubro.billing.internal.recurring.Template.Outcome;
import io.rubro.billing.internal.recurring.Template.Run;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of what came of templates. */
final class RunRows {

    private static final String RUNS =
            """
            select r.period_on, r.state, r.invoice_id, i.number, r.reason, r.attempts, r.tried_at
            from billing.recurring_run r
            left join billing.invoice i on i.organization_id = r.organization_id and i.id = r.invoice_id
            where r.organization_id = {org} and r.recurring_id = ?""";

    private final Sql sql;

    RunRows(Sql sql) {
        this.sql = sql;
    }

    /** Notes what became of a time; a failure that was noted before is overwritten. */
    void note(Id id, LocalDate period, Outcome outcome, @Nullable Id invoice, @Nullable String reason, Instant now) {
        int attempts = sql.queryOne(
                        """
                        select attempts from billing.recurring_run
                        where organization_id = {org} and recurring_id = ? and period_on = ?""",
                        row -> row.getInt(1),
                        id,
                        period)
                .orElse(0);
        if (attempts == 0) {
            sql.update(
                    """
                    insert into billing.recurring_run
                      (organization_id, recurring_id, period_on, state, invoice_id, reason, attempts, tried_at)
                    values ({org}, ?, ?, ?, ?, ?, 1, ?)""",
                    id,
                    period,
                    outcome,
                    invoice,
                    reason,
                    now);
        } else {
            sql.update(
                    """
                    update billing.recurring_run set state = ?, invoice_id = ?, reason = ?, attempts = attempts + 1,
                      tried_at = ?
                    where organization_id = {org} and recurring_id = ? and period_on = ? and state = 'FAILED'""",
                    outcome,
                    invoice,
                    reason,
                    now,
                    id,
                    period);
        }
    }

    /** The latest first; at most 200. */
    List<Run> list(Id id) {
        return sql.query(RUNS + " order by r.period_on desc fetch first 200 rows only", RunRows::run, id);
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getDate("period_on").toLocalDate(),
                Outcome.valueOf(row.getString("state")),
                Rows.idOrNull(row, "invoice_id"),
                row.getString("number"),
                row.getString("reason"),
                row.getInt("attempts"),
                Rows.instant(row, "tried_at"));
    }

    /** The one that failed and is tried again. */
    Optional<Run> failure(Id id) {
        return sql
                .query(
                        RUNS + " and r.state = 'FAILED' order by r.period_on desc fetch first 1 rows only",
                        RunRows::run,
                        id)
                .stream()
                .findFirst();
    }
}
