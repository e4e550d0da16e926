package io.rubro.crm.internal.prediction;

import io.rubro.crm.internal.reports.Deals;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what there is to learn from: the opportunities decided in the last three years, the newest {@value #MOST} of them. */
@Component(service = History.class)
public final class History {

    static final int YEARS = 3;
    private static final int MOST = 5_000;

    /** A first purchase is the first invoice or the first opportunity won. */
    private static final String PURCHASES =
            """
            select p.contact_id, min(p.bought_on) first_on from (
              select h.id contact_id, h.first_invoice bought_on from crm.customer_health h
                where h.organization_id = {org} and h.first_invoice is not null and h.id %1$s
              union all
              select w.contact_id, w.closed_on bought_on from crm.opportunity w
                where w.organization_id = {org} and w.kind = 'WON' and w.contact_id %1$s) p
            group by p.contact_id""";

    private static final String OF_ONE = String.format(PURCHASES, "= ?");
    private static final String OF_DECIDED = String.format(
            PURCHASES,
            "in (select o.contact_id from crm.opportunity o where o.organization_id = {org} and o.closed_on >= ?)");

    private final Transactions transactions;
    private final Sql sql;
    private final Deals deals;
    private final Organizations organizations;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public History(
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

    /**
     * What was read.
     *
     * @param since the opportunities decided from that day on
     */
    record Read(LocalDate since, List<Past> decided) {}

    /** Those decided in the three years up to a day. */
    Read decided(LocalDate today) {
        ZoneId zone = organizations.current().zone();
        return transactions.required(() -> {
            LocalDate since = since(today);
            Map<Id, LocalDate> first = new HashMap<>();
            sql.query(
                            OF_DECIDED,
                            row -> Map.entry(
                                    Rows.id(row, "contact_id"),
                                    row.getDate("first_on").toLocalDate()),
                            since,
                            since)
                    .forEach(entry -> first.put(entry.getKey(), entry.getValue()));
            return new Read(
                    since,
                    deals.closed(since, today).stream()
                            .map(deal -> Past.of(deal, zone, first.get(deal.contact())))
                            .flatMap(Optional::stream)
                            .toList());
        });
    }

    /** The day from on; later than three years ago if more were decided than are read. */
    private LocalDate since(LocalDate today) {
        LocalDate since = today.minusYears(YEARS);
        return sql.queryOne(
                        "select closed_on from crm.opportunity where organization_id = {org} and closed_on >= ?"
                                + " order by closed_on desc offset " + MOST + " rows fetch next 1 rows only",
                        row -> row.getDate("closed_on").toLocalDate(),
                        since)
                .map(crowded -> crowded.plusDays(1))
                .orElse(since);
    }

    /** When a contact bought for the first time; empty if never. */
    Optional<LocalDate> firstPurchase(Id contact) {
        return sql.queryOne(
                OF_ONE, row -> Objects.requireNonNull(row.getDate("first_on")).toLocalDate(), contact, contact);
    }
}
