package io.rubro.billing.internal.service;

import io.rubro.billing.Series;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.problem.ProblemException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of the series: each one more than the last, in the order of the issue dates, none lost (RD 1619/2012,
 * article 6.1.a). The counter's row stays locked until the issuing transaction ends; if it rolls back, so does the
 * counter. It is the first of the locks an issue takes: series, fiscal chain, audit chain.
 */
final class GapFreeNumbers {

    /**
     * These serialise first uses on Derby, which has no {@code ON CONFLICT}. Who is in one may wait for the row of a
     * transaction that has left it and goes on to the next: always in this order, never back, or both would wait forever.
     */
    private static final Object FIRST_SERIES = new Object();

    private static final Object FIRST_COUNTER = new Object();

    private static final String COUNT =
            """
            update billing.series_counter set last_number = last_number + 1,
              last_date = case when last_date < ? then ? else last_date end
            where organization_id = {org} and series_code = ? and counter_year in (0, ?)""";

    private static final String READ =
            """
            select c.last_number, c.last_date, s.pattern, s.digits, s.yearly
            from billing.series_counter c
            join billing.series s on s.organization_id = c.organization_id and s.code = c.series_code
            where c.organization_id = {org} and c.series_code = ? and c.counter_year in (0, ?)""";

    private final Sql sql;

    GapFreeNumbers(Sql sql) {
        this.sql = sql;
    }

    /** A number and the date it goes with. */
    record Assigned(String number, LocalDate date) {}

    private record Counter(long lastNumber, LocalDate lastDate, NumberPattern pattern) {}

    /**
     * Takes the next number and keeps the series locked until the transaction ends.
     *
     * @param fixed whether the date was asked for; another day may have begun while waiting for the lock, and then a date
     *     nobody asked for gives way
     * @throws ProblemException 422 if there is no such series or the date lies before that of its last number
     */
    Assigned next(String series, LocalDate date, boolean fixed) {
        if (count(series, date) == 0) {
            firstUse(series, date);
            count(series, date);
        }
        Counter counter = sql.queryOne(
                        READ,
                        row -> new Counter(
                                row.getLong("last_number"),
                                row.getDate("last_date").toLocalDate(),
                                new NumberPattern(
                                        row.getString("pattern"), row.getInt("digits"), row.getBoolean("yearly"))),
                        series,
                        date.getYear())
                .orElseThrow(() -> new IllegalStateException("no counter of series " + series));
        if (fixed && counter.lastDate.isAfter(date)) {
            throw ProblemException.invalid(
                    "issueDate",
                    "billing.invoice.date-before-last",
                    Map.of("date", date, "last", counter.lastDate, "series", series));
        }
        return new Assigned(counter.pattern.print(series, counter.lastDate, counter.lastNumber), counter.lastDate);
    }

    private int count(String series, LocalDate date) {
        return sql.update(COUNT, date, date, series, date.getYear());
    }

    /**
     * Refuses a series the organisation does not have. The default series always counts as there.
     *
     * @throws ProblemException 422
     */
    void require(String series) {
        if (!series.equals(Series.DEFAULT_CODE) && yearly(series).isEmpty()) {
            throw unknown(series);
        }
    }

    private static ProblemException unknown(String series) {
        return ProblemException.invalid("series", "billing.series.unknown", Map.of("series", series));
    }

    private Optional<Boolean> yearly(String series) {
        return sql.queryOne(
                "select yearly from billing.series where organization_id = {org} and code = ?",
                row -> row.getBoolean("yearly"),
                series);
    }

    private void firstUse(String series, LocalDate date) {
        if (series.equals(Series.DEFAULT_CODE)) {
            openDefault();
        }
        boolean yearly = yearly(series).orElseThrow(() -> unknown(series));
        int year = yearly ? date.getYear() : 0;
        LocalDate beforeAll = LocalDate.of(1, 1, 1);
        if (sql.dialect() == Dialect.POSTGRESQL) {
            sql.update(
                    """
                    insert into billing.series_counter (organization_id, series_code, counter_year, last_number, last_date)
                    values ({org}, ?, ?, 0, ?) on conflict do nothing""",
                    series,
                    year,
                    beforeAll);
            return;
        }
        synchronized (FIRST_COUNTER) {
            sql.update(
                    """
                    insert into billing.series_counter (organization_id, series_code, counter_year, last_number, last_date)
                    select s.organization_id, s.code, cast(? as int), 0, cast(? as date) from billing.series s
                    where s.organization_id = {org} and s.code = ? and not exists (
                      select 1 from billing.series_counter c
                      where c.organization_id = s.organization_id and c.series_code = s.code and c.counter_year = ?)""",
                    year,
                    beforeAll,
                    series,
                    year);
        }
    }

    private void openDefault() {
        String pattern = NumberPattern.standard(true);
        if (sql.dialect() == Dialect.POSTGRESQL) {
            sql.update(
                    """
                    insert into billing.series (organization_id, id, code, pattern, digits, yearly)
                    values ({org}, ?, ?, ?, 3, true) on conflict do nothing""",
                    Id.next(),
                    Series.DEFAULT_CODE,
                    pattern);
            return;
        }
        synchronized (FIRST_SERIES) {
            sql.update(
                    """
                    insert into billing.series (organization_id, id, code, pattern, digits, yearly)
                    select cast({org} as bigint), cast(? as bigint), cast(? as varchar(10)), cast(? as varchar(40)), 3, true
                    from sysibm.sysdummy1 where not exists (
                      select 1 from billing.series s where s.organization_id = {org} and s.code = ?)""",
                    Id.next(),
                    Series.DEFAULT_CODE,
                    pattern,
                    Series.DEFAULT_CODE);
        }
    }
}
