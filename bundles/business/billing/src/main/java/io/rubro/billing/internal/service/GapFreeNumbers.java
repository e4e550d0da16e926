package io.rubro.billing.internal.service;

import io.rubro.billing.SeriesKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of the series: each one more than the last, in the order of the issue dates, none lost (RD 1619/2012,
 * article 6.1.a). The counter's row stays locked until the issuing transaction ends; if it rolls back, so does the
 * counter. It is the first of the locks an issue takes: series, fiscal chain, audit chain.
 */
public final class GapFreeNumbers {

    private static final String COUNT =
            """
            update billing.series_counter set last_number = last_number + 1,
              last_date = case when last_date < ? then ? else last_date end
            where organization_id = {org} and series_code = ? and counter_year in (0, ?)""";

    private static final String READ =
            """
            select c.last_number, c.last_date, s.kind, s.pattern, s.digits, s.yearly
            from billing.series_counter c
            join billing.series s on s.organization_id = c.organization_id and s.code = c.series_code
            where c.organization_id = {org} and c.series_code = ? and c.counter_year in (0, ?)""";

    /** Both in one round trip, which Derby has no words for and, embedded, no need of. */
    private static final String COUNT_AND_READ =
            """
            update billing.series_counter c set last_number = c.last_number + 1,
              last_date = case when c.last_date < ? then ? else c.last_date end
            from billing.series s
            where c.organization_id = {org} and c.series_code = ? and c.counter_year in (0, ?)
              and s.organization_id = c.organization_id and s.code = c.series_code
            returning c.last_number, c.last_date, s.kind, s.pattern, s.digits, s.yearly""";

    private final Sql sql;

    /** Counts with plain statements. */
    public GapFreeNumbers(Sql sql) {
        this.sql = sql;
    }

    /** A number and the date it goes with. */
    public record Assigned(String number, LocalDate date) {}

    private record Counter(long lastNumber, LocalDate lastDate, SeriesKind kind, NumberPattern pattern) {}

    private record Known(SeriesKind kind, boolean yearly) {}

    /**
     * Takes the next number and keeps the series locked until the transaction ends.
     *
     * @param fixed whether the date was asked for; another day may have begun while waiting for the lock, and then a date
     *     nobody asked for gives way
     * @throws ProblemException 422 if there is no such series, it is for other documents or the date lies before that of its last number
     */
    public Assigned next(String series, SeriesKind kind, LocalDate date, boolean fixed) {
        Counter counter = count(series, date).orElseGet(() -> {
            firstUse(series, kind, date);
            return count(series, date).orElseThrow();
        });
        refuseOther(series, counter.kind, kind);
        if (fixed && counter.lastDate.isAfter(date)) {
            throw ProblemException.invalid(
                    "issueDate",
                    "billing.invoice.date-before-last",
                    Map.of("date", date, "last", counter.lastDate, "series", series));
        }
        return new Assigned(counter.pattern.print(series, counter.lastDate, counter.lastNumber), counter.lastDate);
    }

    /** Moves the counter on and so locks it; empty if there is none yet. */
    private Optional<Counter> count(String series, LocalDate date) {
        if (sql.dialect() == Dialect.POSTGRESQL) {
            return sql.queryOne(COUNT_AND_READ, GapFreeNumbers::counter, date, date, series, date.getYear());
        }
        return sql.update(COUNT, date, date, series, date.getYear()) == 0
                ? Optional.empty()
                : sql.queryOne(READ, GapFreeNumbers::counter, series, date.getYear());
    }

    private static Counter counter(ResultSet row) throws SQLException {
        return new Counter(
                row.getLong("last_number"),
                row.getDate("last_date").toLocalDate(),
                SeriesKind.valueOf(row.getString("kind")),
                new NumberPattern(row.getString("pattern"), row.getInt("digits"), row.getBoolean("yearly")));
    }

    /**
     * Refuses a series the organisation does not have, or one for other documents. The default series always count as
     * there.
     *
     * @throws ProblemException 422
     */
    public void require(String series, SeriesKind needed) {
        Optional<Known> known = find(series);
        if (known.isEmpty() && series.equals(needed.defaultCode())) {
            return;
        }
        refuseOther(series, known.orElseThrow(() -> unknown(series)).kind, needed);
    }

    private static void refuseOther(String series, SeriesKind kind, SeriesKind needed) {
        if (kind != needed) {
            throw ProblemException.invalid(
                    "series",
                    "billing.series.kind."
                            + needed.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    Map.of("series", series));
        }
    }

    private static ProblemException unknown(String series) {
        return ProblemException.invalid("series", "billing.series.unknown", Map.of("series", series));
    }

    private Optional<Known> find(String series) {
        return sql.queryOne(
                "select kind, yearly from billing.series where organization_id = {org} and code = ?",
                row -> new Known(SeriesKind.valueOf(row.getString("kind")), row.getBoolean("yearly")),
                series);
    }

    /** Makes what is missing, which may be a default series too. */
    private void firstUse(String series, SeriesKind kind, LocalDate date) {
        Optional<Known> known = find(series);
        if (known.isEmpty() && series.equals(kind.defaultCode())) {
            sql.insertUnlessThere(
                    """
                    insert into billing.series (organization_id, id, kind, code, pattern, digits, yearly)
                    values ({org}, ?, ?, ?, ?, 3, true)""",
                    Id.next(),
                    kind,
                    series,
                    NumberPattern.standard(true));
            known = find(series); // somebody may have made it, in another way, at the same moment
        }
        boolean yearly = known.orElseThrow(() -> unknown(series)).yearly;
        LocalDate beforeAll = LocalDate.of(1, 1, 1);
        sql.insertUnlessThere(
                """
                insert into billing.series_counter (organization_id, series_code, counter_year, last_number, last_date)
                values ({org}, ?, ?, 0, ?)""",
                series,
                yearly ? date.getYear() : 0,
                beforeAll);
    }
}
