package io.rubro.billing.internal.model;

import io.rubro.billing.Correction;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.FiscalState;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.PaymentState;
import io.rubro.billing.TaxGroup;
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

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private InvoiceKind kind;

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

    @Column(name = "surcharge_total")
    private BigDecimal surcharge;

    @Column(name = "total")
    private BigDecimal total;

    @Column(name = "withheld")
    private BigDecimal withheld;

    @Column(name = "paid")
    private BigDecimal paid;

    /** The day by which what is open is to be paid; null if nothing is: a draft, or paid. */
    @Column(name = "collect_by")
    private @Nullable LocalDate collectBy;

    @Column(name = "notes")
    private @Nullable String notes;

    @Embedded
    private TermsPart terms;

    @Embedded
    private @Nullable CorrectionPart correction;

    @Embedded
    private @Nullable SealPart seal;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "issued_at")
    private @Nullable Instant issuedAt;

    @OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("lineNo")
    private List<LineEntity> lines;

    /** What it corrects, or takes the place of. */
    @OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("lineNo")
    private List<ReferenceEntity> references;

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
        references = new ArrayList<>();
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
        kind = content.kind();
        series = content.series();
        issueDate = content.issueDate();
        dueDate = content.dueDate();
        customer = new CustomerPart(content.customer());
        currency = content.currency();
        notes = content.notes();
        base = content.totals().base();
        tax = content.totals().tax();
        surcharge = content.totals().surcharge();
        total = content.totals().total();
        withheld = content.totals().withheld();
        terms = new TermsPart(content.terms());
        Correction corrects = content.correction();
        correction = corrects == null ? null : new CorrectionPart(corrects);
        lines.clear();
        int lineNo = 0;
        for (InvoiceLine line : content.lines()) {
            lines.add(new LineEntity(this, ++lineNo, line));
        }
        references.clear();
        for (InvoiceReference reference : corrects == null ? content.replaces() : corrects.invoices()) {
            references.add(new ReferenceEntity(this, references.size() + 1, reference));
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

    /** Whether it is, or was, a legal document. */
    public boolean isIssued() {
        return status != InvoiceStatus.DRAFT;
    }

    public InvoiceKind kind() {
        return kind;
    }

    public BigDecimal paid() {
        return paid;
    }

    public InvoiceTerms terms() {
        return terms.toTerms();
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
        collect();
    }

    /** Only what the customer owes is collected; what is owed to the customer is not. */
    private void collect() {
        LocalDate day = dueDate == null ? issueDate : dueDate;
        collectBy = status == InvoiceStatus.ISSUED && balance().signum() > 0 ? day : null;
    }

    private BigDecimal payable() {
        return total.subtract(withheld);
    }

    /** What is open; negative in a credit note. */
    public BigDecimal balance() {
        return payable().subtract(paid);
    }

    /**
     * Adds a payment.
     *
     * @return the balance after it
     * @throws ProblemException 409 if it is not issued, 422 if the amount exceeds the balance
     */
    public BigDecimal pay(BigDecimal amount) {
        requireIssued();
        if (amount.compareTo(balance()) > 0) {
            throw ProblemException.invalid(
                    "amount", "billing.payment.exceeds-balance", Map.of("balance", balance(), "currency", currency));
        }
        return settle(amount);
    }

    /**
     * Notes that so much of it is settled, by whatever means; a negative amount unsettles, or settles a credit note.
     *
     * @return the balance after it
     */
    public BigDecimal settle(BigDecimal amount) {
        paid = paid.add(amount);
        collect();
        return balance();
    }

    /**
     * Refuses unless this is issued and not cancelled.
     *
     * @throws ProblemException 409
     */
    public void requireIssued() {
        switch (status) {
            case DRAFT -> throw ProblemException.conflict("billing.payment.draft", Map.of());
            case CANCELLED ->
                throw ProblemException.conflict("billing.invoice.cancelled", Map.of("number", String.valueOf(number)));
            case ISSUED -> {}
        }
    }

    /** Makes it count no more. */
    public void cancel(FiscalState known) {
        requireIssued();
        status = InvoiceStatus.CANCELLED;
        fiscalState(known);
        collect();
    }

    /** Notes what the authority knows of it. */
    public void fiscalState(FiscalState known) {
        SealPart made = seal;
        if (made != null) {
            made.known(known);
        }
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

    /** The invoices it corrects or takes the place of. */
    public List<InvoiceReference> references() {
        return references.stream().map(ReferenceEntity::toReference).toList();
    }

    /** Whether it takes the whole place of the invoices it refers to. */
    public boolean replacesWhole() {
        CorrectionPart corrects = correction;
        return corrects == null || corrects.substitutes();
    }

    /** Its value, with the tax groups its lines make. */
    public Invoice toInvoice() {
        List<InvoiceLine> read = lines();
        return toInvoice(read, Totals.of(read, terms()));
    }

    /** Its value, with the tax groups it was issued with. */
    public Invoice toInvoice(List<TaxGroup> issued) {
        return toInvoice(lines(), Totals.ofGroups(issued, terms().withholdingRate()));
    }

    private Invoice toInvoice(List<InvoiceLine> read, Totals totals) {
        SealPart made = seal;
        CorrectionPart corrects = correction;
        List<InvoiceReference> earlier = references();
        return new Invoice(
                id(),
                status,
                kind,
                series,
                number,
                issueDate,
                dueDate,
                customer.toCustomer(),
                currency,
                terms(),
                read,
                totals.taxes(),
                base,
                tax,
                surcharge,
                total,
                withheld,
                payable(),
                paid,
                balance(),
                PaymentState.of(payable(), paid),
                notes,
                corrects == null ? null : corrects.toCorrection(earlier),
                corrects == null ? earlier : List.of(),
                made == null ? null : made.toSeal(),
                createdAt,
                issuedAt,
                version);
    }
}
