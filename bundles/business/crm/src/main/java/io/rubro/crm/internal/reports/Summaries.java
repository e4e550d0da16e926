package io.rubro.crm.internal.reports;

import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts and sums for whoever wants to know how things stand. */
@Component(service = Summaries.class)
public final class Summaries {

    private final Transactions transactions;
    private final Sql sql;
    private final Deals deals;
    private final Organizations organizations;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Summaries(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Deals deals,
            @Reference Organizations organizations,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.deals = deals;
        this.organizations = organizations;
    }

    /** How things stand now. */
    public SummaryReport now() {
        return transactions.required(this::read);
    }

    private SummaryReport read() {
        Organization organization = organizations.current();
        LocalDate today = LocalDate.now(organization.zone());
        YearMonth month = YearMonth.from(today);
        Instant monthBegins = month.atDay(1).atStartOfDay(organization.zone()).toInstant();
        List<Deal> open = deals.open();
        List<Deal> won = won(month.atDay(1), today);
        return new SummaryReport(
                organization.currency(),
                contacts(""),
                contacts(" and c.roles like '%|CUSTOMER|%'"),
                contacts(" and c.roles like '%|CUSTOMER|%' and c.status = 'ACTIVE'"),
                contacts(" and c.created_at >= ?", monthBegins),
                count("crm.interaction i where i.organization_id = {org} and i.done = false"),
                count(
                        "crm.interaction i where i.organization_id = {org} and i.done = false and i.happens_at < ?",
                        Instant.now()),
                open.size(),
                Sums.of(open),
                weighted(open),
                won.size(),
                Sums.of(won),
                Sums.of(won(month.minusMonths(1).atDay(1), month.minusMonths(1).atEndOfMonth())),
                weighted(open.stream()
                        .filter(deal -> isBy(deal, endOfQuarter(today)))
                        .toList()),
                count(
                        "crm.customer_health h join crm.contact c on c.organization_id = h.organization_id and c.id = h.id"
                                + " where h.organization_id = {org} and c.archived_at is null"
                                + " and (h.grade = 'DANGER' or h.default_risk = 'HIGH')"),
                sql.queryOne(
                                "select coalesce(sum(h.overdue), 0) as overdue from crm.customer_health h"
                                        + " where h.organization_id = {org}",
                                row -> row.getBigDecimal("overdue").setScale(2))
                        .orElse(Sums.ZERO));
    }

    private List<Deal> won(LocalDate from, LocalDate until) {
        return deals.closed(from, until).stream()
                .filter(deal -> deal.kind() == StageKind.WON)
                .toList();
    }

    private static BigDecimal weighted(List<Deal> open) {
        return open.stream()
                .map(deal -> Sums.percentOf(deal.value(), BigDecimal.valueOf(deal.probability())))
                .reduce(Sums.ZERO, BigDecimal::add);
    }

    private static boolean isBy(Deal deal, LocalDate day) {
        LocalDate expected = deal.expectedClose();
        return expected != null && !expected.isAfter(day);
    }

    private static LocalDate endOfQuarter(LocalDate today) {
        return YearMonth.from(today.with(IsoFields.DAY_OF_QUARTER, 1))
                .plusMonths(2)
                .atEndOfMonth();
    }

    private long contacts(String condition, @Nullable Object... args) {
        return count("crm.contact c where c.organization_id = {org} and c.archived_at is null" + condition, args);
    }

    private long count(String rows, @Nullable Object... args) {
        return sql.queryOne("select count(*) as n from " + rows, row -> row.getLong("n"), args)
                .orElseThrow();
    }
}
