package io.rubro.billing.internal.model;

import io.rubro.billing.FiscalSeal;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.PaymentState;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.persistence.CascadeType;
import javax.persistence.Column;
import javax.persistence.Embedded;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.OneToMany;
import javax.persistence.OrderBy;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An invoice. Once issued nothing of it changes but what was paid. */
@Entity
@Table(schema = "billing", name = "invoice")
public class InvoiceEntity {

    @javax.persistence.Id
    private long id;

    @Version
    private long version;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private InvoiceStatus status;

    @Column(name = "series")
    private String series;

    @Column(name = "number")
    private @Nullable String number;

    @Column(name = "issue_date")
    private @Nullable LocalDate issueDate;

    @Column(name = "due_date")
    private @Nullable LocalDate dueDate;

    @Embedded
    private CustomerPart customer;

    @Column(name = "currency")
    private String currency;

    @Column(name = "base_total")
    private BigDecimal base;

    @Column(name = "tax_total")
    private BigDecimal tax;

    @Column(name = "total")
    private BigDecimal total;

    @Column(name = "paid")
    private BigDecimal paid;

    /** The day by which what is open is to be paid; null if nothing is: a draft, or paid. */
    @Column(name = "collect_by")
    private @Nullable LocalDate collectBy;

    @Column(name = "notes")
    private @Nullable String notes;

    @Embedded
    private @Nullable SealPart seal;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "issued_at")
    private @Nullable Instant issuedAt;

    @OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("lineNo")
    private List<LineEntity> lines;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected InvoiceEntity() {}

    /** A draft. */
    public InvoiceEntity(InvoiceContent content, Instant now) {
        id = Id.next().value();
        version = 1; // what a new row has
        status = InvoiceStatus.DRAFT;
        paid = Totals.zero();
        createdAt = now;
        lines = new ArrayList<>();
        write(content);
    }

    /**
     * Replaces what a draft says.
     *
     * @throws ProblemException 409 if it is issued
     */
    public void rewrite(InvoiceContent content) {
        requireDraft();
        write(content);
    }

    private void write(InvoiceContent content) {
        series = content.series();
        issueDate = content.issueDate();
        dueDate = content.dueDate();
        customer = new CustomerPart(content.customer());
        currency = content.currency();
        notes = content.notes();
        base = content.totals().base();
        tax = content.totals().tax();
        total = content.totals().total();
        lines.clear();
        int lineNo = 0;
        for (InvoiceLine line : content.lines()) {
            lines.add(new LineEntity(this, ++lineNo, line));
        }
    }

    /**
     * Refuses unless this is a draft.
     *
     * @throws ProblemException 409
     */
    public void requireDraft() {
        if (status != InvoiceStatus.DRAFT) {
            throw ProblemException.conflict("billing.invoice.issued", Map.of("number", String.valueOf(number)));
        }
    }

    /** Whether it is a legal document. */
    public boolean isIssued() {
        return status == InvoiceStatus.ISSUED;
    }

    /** Dates it. */
    public void date(LocalDate date) {
        requireDraft();
        issueDate = date;
    }

    /** Gives it its number, which its seal will refer to. */
    public void assign(String assigned, LocalDate date) {
        date(date);
        number = assigned;
    }

    /** Makes it a legal document. */
    public void issue(FiscalSeal made, Instant now) {
        requireDraft();
        seal = new SealPart(made);
        status = InvoiceStatus.ISSUED;
        issuedAt = now;
        collectBy = dueDate == null ? issueDate : dueDate;
    }

    /**
     * Adds a payment.
     *
     * @return the balance after it
     * @throws ProblemException 409 if it is a draft, 422 if the amount exceeds the balance
     */
    public BigDecimal pay(BigDecimal amount) {
        if (status != InvoiceStatus.ISSUED) {
            throw ProblemException.conflict("billing.payment.draft", Map.of());
        }
        BigDecimal balance = total.subtract(paid);
        if (amount.compareTo(balance) > 0) {
            throw ProblemException.invalid(
                    "amount", "billing.payment.exceeds-balance", Map.of("balance", balance, "currency", currency));
        }
        paid = paid.add(amount);
        BigDecimal left = balance.subtract(amount);
        if (left.signum() == 0) {
            collectBy = null;
        }
        return left;
    }

    public Id id() {
        return new Id(id);
    }

    public long version() {
        return version;
    }

    public String series() {
        return series;
    }

    public @Nullable LocalDate issueDate() {
        return issueDate;
    }

    /** What its lines say, in order. */
    public List<InvoiceLine> lines() {
        return lines.stream().map(LineEntity::toLine).toList();
    }

    /** Its value, with the tax groups its lines make. */
    public Invoice toInvoice() {
        List<InvoiceLine> read = lines();
        return toInvoice(read, Totals.of(read));
    }

    /** Its value, with the tax groups it was issued with. */
    public Invoice toInvoice(Totals issued) {
        return toInvoice(lines(), issued);
    }

    private Invoice toInvoice(List<InvoiceLine> read, Totals totals) {
        SealPart made = seal;
        return new Invoice(
                id(),
                status,
                series,
                number,
                issueDate,
                dueDate,
                customer.toCustomer(),
                currency,
                read,
                totals.taxes(),
                base,
                tax,
                total,
                paid,
                total.subtract(paid),
                PaymentState.of(total, paid),
                notes,
                made == null ? null : made.toSeal(),
                createdAt,
                issuedAt,
                version);
    }
}
