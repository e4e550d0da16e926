package io.rubro.crm.internal.health;

import io.rubro.crm.Contacts;
import io.rubro.crm.health.CustomerHealth;
import io.rubro.crm.health.Explanation;
import io.rubro.crm.health.Health;
import io.rubro.crm.internal.health.HealthRows.Stored;
import io.rubro.crm.internal.health.InvoiceRows.Overdue;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Transactions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the projection: one row of the contact, and what is overdue if anything is open. */
@Component(service = {CustomerHealth.class, ProjectedHealth.class})
public final class ProjectedHealth implements CustomerHealth {

    private final Transactions transactions;
    private final Contacts contacts;
    private final HealthRows rows;
    private final InvoiceRows invoices;
    private final Today today;
    private final Explaining explaining;

    /** Called by the component runtime. */
    @Activate
    public ProjectedHealth(
            @Reference Transactions transactions,
            @Reference Contacts contacts,
            @Reference HealthRows rows,
            @Reference InvoiceRows invoices,
            @Reference Today today,
            @Reference Explaining explaining) {
        this.transactions = transactions;
        this.contacts = contacts;
        this.rows = rows;
        this.invoices = invoices;
        this.today = today;
        this.explaining = explaining;
    }

    /**
     * What was invoiced in a month.
     *
     * @param month {@code 2026-11}
     * @param amount in the organisation's currency, corrections taken off
     */
    public record MonthlySum(YearMonth month, BigDecimal amount) {}

    /** All that is known of a contact. */
    private record Known(Tally tally, Overdue overdue, Health health) {}

    @Override
    public Health get(Id contact) {
        return known(contact).health();
    }

    @Override
    public List<Explanation> explain(Id contact) {
        Known known = known(contact);
        return explaining.of(known.tally(), known.overdue(), known.health());
    }

    /** What was invoiced to a contact in each of the last twelve months, the current one last. */
    public List<MonthlySum> months(Id contact) {
        Known known = known(contact);
        YearMonth first = YearMonth.from(today.date()).minusMonths(11);
        return IntStream.range(0, 12)
                .mapToObj(first::plusMonths)
                .map(month ->
                        new MonthlySum(month, known.tally().months.getOrDefault(month, BigDecimal.ZERO.setScale(2))))
                .toList();
    }

    private Known known(Id contact) {
        return transactions.required(() -> {
            String currency = today.currency();
            Stored stored = rows.find(contact, currency).orElse(null);
            if (stored == null) {
                contacts.get(contact); // or there is no such contact
            }
            Tally tally = stored == null ? new Tally(currency) : stored.tally();
            LocalDate day = today.date();
            Overdue overdue = tally.open == 0 ? Overdue.NONE : invoices.overdue(contact, day, currency);
            boolean top = stored != null && stored.top();
            return new Known(tally, overdue, Figures.of(contact, tally, overdue, day, currency, top));
        });
    }
}
