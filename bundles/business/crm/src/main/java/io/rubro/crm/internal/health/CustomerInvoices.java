package io.rubro.crm.internal.health;

import io.rubro.billing.InvoiceKind;
import io.rubro.crm.Contacts;
import io.rubro.crm.health.ExpectedPayment;
import io.rubro.crm.health.PaymentForecast;
import io.rubro.crm.internal.health.BackTest.Kept;
import io.rubro.crm.internal.health.InvoiceRows.Stored;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The invoices of customers as the CRM knows them, with when the open ones are likely to be paid. */
@Component(service = {PaymentForecast.class, CustomerInvoices.class})
public final class CustomerInvoices implements PaymentForecast {

    private final Transactions transactions;
    private final Sql sql;
    private final Contacts contacts;
    private final HealthRows rows;
    private final BackTest backTest;
    private final Today today;

    /** Called by the component runtime. */
    @Activate
    public CustomerInvoices(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Contacts contacts,
            @Reference HealthRows rows,
            @Reference BackTest backTest,
            @Reference Today today) {
        this.transactions = transactions;
        this.sql = sql;
        this.contacts = contacts;
        this.rows = rows;
        this.backTest = backTest;
        this.today = today;
    }

    /** What a guess at the day of payment rests on. */
    public enum ForecastBasis {
        /** Too little was paid yet: nothing is guessed. */
        NONE,
        /** The due date: learning from history did not come closer. */
        DUE_DATE,
        /** How this customer and all others paid so far. */
        HISTORY
    }

    /**
     * An invoice of a customer.
     *
     * @param id the invoice in billing
     * @param kind null if it is not known
     * @param state {@code OPEN}, {@code PAID}, {@code CANCELLED} or {@code REPLACED}
     * @param paidInFull the day nothing was open any more; null until then
     * @param overdueDays how many days an open one is past its due date; 0 if it is not
     * @param expected when an open one is likely to be paid; null if nothing is guessed
     * @param basis what the guess rests on
     */
    public record CustomerInvoice(
            Id id,
            Id contactId,
            String number,
            @Nullable InvoiceKind kind,
            LocalDate issueDate,
            LocalDate dueDate,
            String currency,
            BigDecimal total,
            BigDecimal paid,
            BigDecimal balance,
            String state,
            @Nullable LocalDate paidInFull,
            int overdueDays,
            @Nullable LocalDate expected,
            ForecastBasis basis) {}

    /**
     * How well payments are foretold.
     *
     * @param basis what guesses rest on now
     * @param paidInvoices how many paid invoices of the last two years there are
     * @param needed how many it takes
     * @param usualDelayDays the median of days from due date to payment; null if nothing is guessed
     * @param testedOn when it was tried; null if it never was
     * @param testedFrom invoices from this day on were foretold from what was known before it; null if it was not tried
     * @param history how far the forecast was off
     * @param dueDate how far the due date was off
     */
    public record ForecastQuality(
            ForecastBasis basis,
            int paidInvoices,
            int needed,
            @Nullable Integer usualDelayDays,
            @Nullable LocalDate testedOn,
            @Nullable LocalDate testedFrom,
            int trained,
            int tested,
            @Nullable Accuracy history,
            @Nullable Accuracy dueDate) {}

    /** How well payments are foretold. */
    public ForecastQuality quality() {
        return transactions.required(() -> {
            Optional<Kept> kept = backTest.last();
            if (kept.isEmpty()) {
                return new ForecastQuality(ForecastBasis.NONE, 0, Trial.LEAST, null, null, null, 0, 0, null, null);
            }
            Trial trial = kept.get().trial();
            ForecastBasis basis = basis(trial);
            return new ForecastQuality(
                    basis,
                    trial.invoices(),
                    Trial.LEAST,
                    basis == ForecastBasis.NONE ? null : trial.usualDelay(),
                    kept.get().testedOn(),
                    trial.cut(),
                    trial.trained(),
                    trial.tested(),
                    trial.history(),
                    trial.dueDate());
        });
    }

    private static ForecastBasis basis(Trial trial) {
        if (trial.history() == null) {
            return ForecastBasis.NONE;
        }
        return trial.isBetter() ? ForecastBasis.HISTORY : ForecastBasis.DUE_DATE;
    }

    /**
     * The invoices of a contact, the newest first.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    public Page<CustomerInvoice> of(Id contact, PageRequest page) {
        boolean descending = page.order("-issueDate").descending();
        return transactions.required(() -> {
            contacts.get(contact);
            List<@Nullable Object> args = new ArrayList<>(List.of(contact));
            String after = "";
            Optional<List<String>> cursor = page.after(2);
            if (cursor.isPresent()) {
                String than = descending ? "<" : ">";
                after = " and (issued_on " + than + " ? or (issued_on = ? and id " + than + " ?))";
                LocalDate day = day(cursor.get().get(0));
                args.add(day);
                args.add(day);
                args.add(id(cursor.get().get(1)));
            }
            String way = descending ? " desc" : "";
            List<Stored> found = sql.query(
                    "select " + InvoiceRows.COLUMNS
                            + " from crm.customer_invoice where organization_id = {org} and contact_id = ?" + after
                            + " order by issued_on" + way + ", id" + way + " fetch first " + (page.limit() + 1)
                            + " rows only",
                    InvoiceRows::stored,
                    args.toArray());
            return Page.of(
                    shown(found),
                    page.limit(),
                    invoice ->
                            PageRequest.cursor(invoice.issueDate(), invoice.id().value()));
        });
    }

    /** Open invoices with when they are likely to be paid: customer by customer, of each the one due first first. */
    public Page<CustomerInvoice> open(PageRequest page) {
        page.order("contactId");
        return transactions.required(() -> {
            List<@Nullable Object> args = new ArrayList<>();
            String after = "";
            Optional<List<String>> cursor = page.after(3);
            if (cursor.isPresent()) {
                after = " and (contact_id > ? or (contact_id = ? and (open_due > ? or (open_due = ? and id > ?))))";
                Id contact = id(cursor.get().get(0));
                LocalDate day = day(cursor.get().get(1));
                args.addAll(List.of(contact, contact, day, day, id(cursor.get().get(2))));
            }
            List<Stored> found = sql.query(
                    "select " + InvoiceRows.COLUMNS
                            + " from crm.customer_invoice where organization_id = {org} and open_due is not null"
                            + after
                            + " order by contact_id, open_due, id fetch first " + (page.limit() + 1) + " rows only",
                    InvoiceRows::stored,
                    args.toArray());
            return Page.of(
                    shown(found),
                    page.limit(),
                    invoice -> PageRequest.cursor(
                            invoice.contactId().value(),
                            invoice.dueDate(),
                            invoice.id().value()));
        });
    }

    @Override
    public List<ExpectedPayment> expected(Id contact) {
        return transactions.required(() -> {
            List<Stored> open = sql.query(
                    "select " + InvoiceRows.COLUMNS
                            + " from crm.customer_invoice where organization_id = {org} and contact_id = ?"
                            + " and open_due is not null order by open_due, id",
                    InvoiceRows::stored,
                    contact);
            List<ExpectedPayment> all = new ArrayList<>();
            for (CustomerInvoice invoice : shown(open)) {
                LocalDate date = invoice.expected();
                if (date != null) {
                    all.add(new ExpectedPayment(invoice.id(), date, invoice.basis() == ForecastBasis.HISTORY));
                }
            }
            return all;
        });
    }

    private List<CustomerInvoice> shown(List<Stored> found) {
        Trial trial = found.isEmpty() ? null : backTest.last().map(Kept::trial).orElse(null);
        ForecastBasis basis = trial == null ? ForecastBasis.NONE : basis(trial);
        Map<Id, Integer> delays = new HashMap<>();
        if (trial != null && basis == ForecastBasis.HISTORY) {
            rows.find(found.stream().map(Stored::contact).distinct().toList(), today.currency())
                    .forEach(stored -> delays.put(
                            stored.contact(),
                            PaymentDelay.expected(
                                    stored.tally().delays.stream()
                                            .map(Tally.Delay::days)
                                            .toList(),
                                    trial.usualDelay())));
        }
        LocalDate day = today.date();
        return found.stream()
                .map(stored -> shown(stored, basis, delays.getOrDefault(stored.contact(), 0), day))
                .toList();
    }

    private static CustomerInvoice shown(Stored stored, ForecastBasis basis, int delay, LocalDate today) {
        InvoiceState i = stored.invoice();
        LocalDate due = i.openDue();
        LocalDate expected = due == null || basis == ForecastBasis.NONE ? null : due.plusDays(delay);
        boolean early = expected != null && expected.isBefore(i.issued());
        return new CustomerInvoice(
                i.id(),
                stored.contact(),
                i.number(),
                i.kind(),
                i.issued(),
                i.due(),
                i.currency(),
                i.total(),
                i.paid(),
                i.balance(),
                i.state().name(),
                i.settled(),
                due == null || !due.isBefore(today) ? 0 : (int) (today.toEpochDay() - due.toEpochDay()),
                early ? i.issued() : expected,
                due == null ? ForecastBasis.NONE : basis);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    private static Id id(String text) {
        try {
            return new Id(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }
}
