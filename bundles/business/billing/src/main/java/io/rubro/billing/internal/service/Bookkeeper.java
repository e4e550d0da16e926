package io.rubro.billing.internal.service;

import io.rubro.billing.internal.model.Figures;
import io.rubro.billing.internal.model.Figures.Month;
import io.rubro.billing.internal.model.Figures.Open;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sums the books of the organisation on the thread: the database adds up each day from an index, here days become months. */
@Component(service = Bookkeeper.class)
public final class Bookkeeper {

    private static final int MONTHS = 13;

    private static final String INVOICED =
            """
            select i.issue_date, count(*), sum(i.total - coalesce(i.corrected_base, 0) - coalesce(i.corrected_tax, 0)
              - coalesce(i.corrected_surcharge, 0)) from billing.invoice i
            where i.organization_id = {org} and i.status = 'ISSUED' and i.issue_date >= ? group by i.issue_date""";

    private static final String COLLECTED =
            """
            select p.paid_on, count(*), sum(p.amount) from billing.payment p
            where p.organization_id = {org} and p.paid_on >= ? and p.paid_by <> 'OFFSET' group by p.paid_on""";

    private static final String OPEN =
            """
            select count(*), sum(i.total - i.withheld - i.paid) from billing.invoice i
            where i.organization_id = {org} and i.collect_by < ?""";

    private final Transactions transactions;
    private final Sql sql;
    private final Organizations organizations;
    private final Clock clock;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Bookkeeper(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Organizations organizations,
            @Reference(target = "(module=billing)") SchemaReady schema) {
        this(transactions, sql, organizations, Clock.systemUTC());
    }

    Bookkeeper(Transactions transactions, Sql sql, Organizations organizations, Clock clock) {
        this.transactions = transactions;
        this.sql = sql;
        this.organizations = organizations;
        this.clock = clock;
    }

    private record Day(LocalDate day, long count, BigDecimal sum) {

        static Day none(LocalDate day) {
            return new Day(day, 0, Totals.zero());
        }

        Day plus(Day other) {
            return new Day(day, count + other.count, sum.add(other.sum));
        }
    }

    /** The figures as of today in the organisation's time zone. */
    public Figures figures() {
        return transactions.required(() -> {
            Organization organization = organizations.current();
            LocalDate today = LocalDate.ofInstant(clock.instant(), organization.zone());
            YearMonth first = YearMonth.from(today).minusMonths(MONTHS - 1L);
            Map<YearMonth, Day> invoiced = months(INVOICED, first);
            Map<YearMonth, Day> collected = months(COLLECTED, first);
            List<Month> months = LongStream.range(0, MONTHS)
                    .mapToObj(first::plusMonths)
                    .map(month -> {
                        Day none = Day.none(month.atDay(1));
                        Day out = invoiced.getOrDefault(month, none);
                        return new Month(month, out.count, out.sum, collected.getOrDefault(month, none).sum);
                    })
                    .toList();
            // every open invoice was due before the end of time
            return new Figures(
                    organization.currency(), months, open(LocalDate.of(9999, 12, 31)), open(today), drafts());
        });
    }

    private Map<YearMonth, Day> months(String query, YearMonth first) {
        Map<YearMonth, Day> months = new TreeMap<>();
        List<Day> days = sql.query(
                query,
                row -> new Day(row.getDate(1).toLocalDate(), row.getLong(2), row.getBigDecimal(3)),
                first.atDay(1));
        days.forEach(day -> months.merge(YearMonth.from(day.day), day, Day::plus));
        return months;
    }

    private Open open(LocalDate before) {
        return sql.queryOne(
                        OPEN,
                        row -> {
                            long count = row.getLong(1);
                            return new Open(count, count == 0 ? Totals.zero() : row.getBigDecimal(2));
                        },
                        before)
                .orElseThrow();
    }

    private long drafts() {
        return sql.queryOne(
                        """
                        select count(*) from billing.invoice i
                        where i.organization_id = {org} and i.status = 'DRAFT'""",
                        row -> row.getLong(1))
                .orElseThrow();
    }
}
