package io.rubro.billing.internal.service;

import io.rubro.billing.Series;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

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

    private final Transactions transactions;
    private final Sql sql;
    private final Set<Key> counting = ConcurrentHashMap.newKeySet();

    GapFreeNumbers(Transactions transactions, Sql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /** A number and the date it goes with. */
    record Assigned(String number, LocalDate date) {}

    private record Key(Id organization, String series, int year) {}

    private record Counter(long lastNumber, LocalDate lastDate, NumberPattern pattern) {}

    /**
     * Takes the next number and keeps the series locked until the transaction ends.
     *
     * @param fixed whether the date was asked for; another day may have begun while waiting for the lock, and then a date
     *     nobody asked for gives way
     * @throws ProblemException 422 if there is no such series or the date lies before that of its last number
     */
    Assigned next(String series, LocalDate date, boolean fixed) {
        Key key = new Key(Tenant.current(), series, date.getYear());
        if (!counting.contains(key)) {
            firstUse(series, date);
            transactions.afterCompletion(committed -> remember(key, committed));
        }
        sql.update(COUNT, date, date, series, date.getYear());
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

    private void remember(Key key, boolean committed) {
        if (committed) {
            counting.add(key); // counters are never deleted
        }
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

    /**
     * Makes what is missing. Looks before it writes: on Derby an UPDATE that finds nothing may keep a lock on the remains of
     * a counter that was rolled back, and whoever holds that must not wait for one of the monitors.
     */
    private void firstUse(String series, LocalDate date) {
        if (series.equals(Series.DEFAULT_CODE)) {
            insertUnlessThere(
                    FIRST_SERIES,
                    () -> yearly(series).isPresent(),
                    """
                    insert into billing.series (organization_id, id, code, pattern, digits, yearly)
                    values ({org}, ?, ?, ?, 3, true)""",
                    Id.next(),
                    series,
                    NumberPattern.standard(true));
        }
        boolean yearly = yearly(series).orElseThrow(() -> unknown(series));
        int year = yearly ? date.getYear() : 0;
        LocalDate beforeAll = LocalDate.of(1, 1, 1);
        insertUnlessThere(
                FIRST_COUNTER,
                () -> hasCounter(series, year),
                """
                insert into billing.series_counter (organization_id, series_code, counter_year, last_number, last_date)
                values ({org}, ?, ?, 0, ?)""",
                series,
                year,
                beforeAll);
    }

    private boolean hasCounter(String series, int year) {
        return sql.queryOne(
                        """
                        select 1 from billing.series_counter
                        where organization_id = {org} and series_code = ? and counter_year = ?""",
                        row -> true,
                        series,
                        year)
                .isPresent();
    }

    private void insertUnlessThere(Object monitor, BooleanSupplier there, String insert, Object... args) {
        if (sql.dialect() == Dialect.POSTGRESQL) {
            sql.update(insert + " on conflict do nothing", args);
            return;
        }
        synchronized (monitor) {
            // waits for a row that is being inserted; in an INSERT … SELECT it would also keep a lock others wait for
            if (!there.getAsBoolean()) {
                sql.update(insert, args);
            }
        }
    }
}
