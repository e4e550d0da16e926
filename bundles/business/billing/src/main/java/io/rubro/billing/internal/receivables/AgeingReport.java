package io.rubro.billing.internal.receivables;

import io.rubro.billing.internal.model.SearchText;
import io.rubro.billing.internal.receivables.Ageing.Buckets;
import io.rubro.billing.internal.receivables.Ageing.Debtor;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who owes how much for how long, as of any day. */
@Component(service = AgeingReport.class)
public final class AgeingReport {

    private static final int MOST_FOUND = 20;

    /** What of receipts had neither paid an invoice nor been given back by then. */
    private static final String CREDITS =
            """
            select r.customer_key, max(r.customer_name) as customer_name, sum(r.amount
              - (select coalesce(sum(p.amount), 0) from billing.receipt_allocation a
                 join billing.payment p on p.organization_id = a.organization_id and p.id = a.payment_id
                 where a.organization_id = {org} and a.receipt_id = r.id and p.paid_on <= ?)
              - (select coalesce(sum(f.amount), 0) from billing.receipt_refund f
                 where f.organization_id = {org} and f.receipt_id = r.id and f.refunded_on <= ?)) as credit
            from billing.receipt r where r.organization_id = {org} and r.received_on <= ?
            group by r.customer_key""";

    private final Transactions transactions;
    private final Sql sql;
    private final OpenItems openItems;
    private final Organizations organizations;
    private final Today today;

    /** Called by the component runtime. */
    @Activate
    public AgeingReport(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference OpenItems openItems,
            @Reference Organizations organizations,
            @Reference Today today) {
        this.transactions = transactions;
        this.sql = sql;
        this.openItems = openItems;
        this.organizations = organizations;
        this.today = today;
    }

    /**
     * A customer somebody looks for.
     *
     * @param key to be given back as {@code customer}
     */
    public record Found(String key, String name, @Nullable String taxId, @Nullable String email) {}

    private record Credit(String customer, String name, BigDecimal amount) {}

    /** @param day null for today */
    public Ageing on(@Nullable LocalDate day) {
        return transactions.required(() -> {
            LocalDate on = day == null ? today.date() : day;
            Map<String, Buckets> owed = new LinkedHashMap<>();
            Map<String, String> names = new LinkedHashMap<>();
            for (OpenItem item : openItems.on(on, null)) {
                owed.merge(item.customer(), Buckets.of(item), Buckets::plus);
                names.put(item.customer(), item.customerName());
            }
            for (Credit credit : credits(on)) {
                if (credit.amount.signum() > 0) {
                    owed.merge(credit.customer, Buckets.credit(credit.amount), Buckets::plus);
                    names.putIfAbsent(credit.customer, credit.name);
                }
            }
            List<Debtor> debtors = new ArrayList<>();
            owed.forEach((key, buckets) -> debtors.add(new Debtor(key, names.getOrDefault(key, key), buckets)));
            debtors.sort(Comparator.comparing((Debtor d) -> d.owes().total()).reversed());
            Buckets total = owed.values().stream().reduce(Buckets.none(), Buckets::plus);
            return new Ageing(on, organizations.current().currency(), total, debtors);
        });
    }

    private List<Credit> credits(LocalDate on) {
        return sql.query(
                CREDITS,
                row -> new Credit(
                        row.getString("customer_key"), row.getString("customer_name"), row.getBigDecimal("credit")),
                on,
                on,
                on);
    }

    /** The open instalments, the one due first first. */
    public List<OpenItem> open(@Nullable LocalDate day, @Nullable CustomerKey customer) {
        return transactions.required(() -> openItems.on(day == null ? today.date() : day, customer));
    }

    /** Customers on issued invoices whose name, tax id or e-mail holds all words; at most 20, the latest invoiced first. */
    public List<Found> customers(String text) {
        StringBuilder query = new StringBuilder(
                """
                select i.customer_tax_id, i.customer_contact_id, i.customer_name, i.customer_email from billing.invoice i
                where i.organization_id = {org} and i.status = 'ISSUED'""");
        List<@Nullable Object> args = new ArrayList<>();
        for (String pattern : SearchText.patterns(text)) {
            query.append(" and i.customer_search like ? escape '!'");
            args.add(pattern);
        }
        query.append(" order by i.id desc fetch first 500 rows only");
        Map<String, Found> found = new LinkedHashMap<>();
        sql.query(
                        query.toString(),
                        row -> new Found(
                                CustomerKey.of(row).value(),
                                row.getString("customer_name"),
                                row.getString("customer_tax_id"),
                                row.getString("customer_email")),
                        args.toArray())
                .forEach(customer -> found.putIfAbsent(customer.key(), customer));
        return found.values().stream().limit(MOST_FOUND).toList();
    }
}
