package io.rubro.billing.internal.service;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.Customer;
import io.rubro.billing.CustomerDraft;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.SeriesKind;
import io.rubro.billing.internal.model.InvoiceContent;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules every invoice keeps to, whatever the country. */
final class DraftCheck {

    private static final int LONGEST_CREDIT_YEARS = 10;

    private final Faults faults = new Faults();
    private final Organization organization;
    private final LocalDate today;
    private final ContentCheck shared;

    DraftCheck(Organization organization, LocalDate today, Taxes taxes) {
        this.organization = organization;
        this.today = today;
        this.shared = new ContentCheck(organization, today, taxes, faults);
    }

    /**
     * Checks a draft and brings it into normal form.
     *
     * @param customer the draft's customer, completed from the CRM
     * @param references finds the invoices it refers to
     * @throws ProblemException 422 naming every field that breaks a rule
     */
    InvoiceContent content(InvoiceDraft draft, CustomerDraft customer, References references) {
        LocalDate date = dates(draft);
        Customer checked = shared.customer(customer);
        InvoiceKind given = draft.kind();
        InvoiceKind kind =
                given != null ? given : checked.taxId() == null ? InvoiceKind.SIMPLIFIED : InvoiceKind.INVOICE;
        Correction asked = draft.correction();
        boolean differences = asked != null && asked.method() == CorrectionMethod.DIFFERENCES;
        InvoiceTerms terms = shared.terms(draft.terms());
        List<InvoiceLine> lines = shared.lines(draft.lines(), supplied(terms, date), kind.corrects() && differences);
        String notes = shared.notes(draft.notes());
        relations(kind, draft);
        faults.check();
        Correction correction = asked == null ? null : references.correction(asked, faults);
        List<InvoiceReference> replaces = references.replaced(draft.replaces(), faults);
        Totals totals = Totals.of(lines, terms);
        total(kind, correction, totals);
        faults.check();
        return new InvoiceContent(
                kind,
                series(draft.series(), kind),
                draft.issueDate(),
                draft.dueDate(),
                checked,
                organization.currency(),
                notes,
                terms,
                lines,
                correction,
                replaces,
                totals);
    }

    /** A correction says what it corrects, nothing else does; only a complete invoice takes the place of simplified ones. */
    private void relations(InvoiceKind kind, InvoiceDraft draft) {
        holds(!kind.corrects() || draft.correction() != null, "correction", "billing.correction.missing");
        holds(kind.corrects() || draft.correction() == null, "correction", "billing.correction.kind");
        holds(draft.replaces().isEmpty() || kind == InvoiceKind.INVOICE, "replaces", "billing.replaces.kind");
    }

    /**
     * Checks again what may have become wrong since a draft was written.
     *
     * @throws ProblemException 422
     */
    void again(List<InvoiceLine> lines, InvoiceTerms terms, LocalDate date) {
        issueDate(date);
        shared.again(lines, supplied(terms, date));
        faults.check();
    }

    /** The day whose taxes hold: that of the supply (Ley 37/1992, articles 75 and 90.Dos). */
    private static LocalDate supplied(InvoiceTerms terms, LocalDate issued) {
        LocalDate operation = terms.operationDate();
        return operation == null ? issued : operation;
    }

    /**
     * Checks a payment.
     *
     * @throws ProblemException 422
     */
    static void payment(BigDecimal amount, LocalDate date, LocalDate today) {
        Faults faults = new Faults();
        if (faults.number("amount", amount, ContentCheck.INTEGER_DIGITS, 2) && amount.signum() <= 0) {
            faults.add("amount", "billing.payment.amount");
        }
        if (date.isAfter(today) || date.isBefore(ContentCheck.EARLIEST)) {
            faults.add("date", "billing.payment.date", Map.of("today", today, "earliest", ContentCheck.EARLIEST));
        }
        faults.check();
    }

    private static String series(@Nullable String code, InvoiceKind kind) {
        return code == null || code.isBlank()
                ? SeriesKind.of(kind).defaultCode()
                : code.strip().toUpperCase(Locale.ROOT);
    }

    private LocalDate dates(InvoiceDraft draft) {
        LocalDate given = draft.issueDate();
        LocalDate date = given == null ? today : given;
        issueDate(date);
        LocalDate due = draft.dueDate();
        if (due != null && (due.isBefore(date) || due.isAfter(today.plusYears(LONGEST_CREDIT_YEARS)))) {
            faults.add("dueDate", "billing.invoice.due-date", Map.of("issueDate", date, "years", LONGEST_CREDIT_YEARS));
        }
        return date;
    }

    private void issueDate(LocalDate date) {
        if (date.isAfter(today) || date.isBefore(ContentCheck.EARLIEST)) {
            faults.add(
                    "issueDate",
                    "billing.invoice.issue-date",
                    Map.of("today", today, "earliest", ContentCheck.EARLIEST));
        }
    }

    private boolean holds(boolean rule, String field, String code) {
        if (!rule) {
            faults.add(field, code);
        }
        return rule;
    }

    private void total(InvoiceKind kind, @Nullable Correction correction, Totals totals) {
        int sign = totals.total().signum();
        if (correction == null) {
            holds(sign > 0, "lines", "billing.invoice.total-zero");
        } else if (correction.method() == CorrectionMethod.SUBSTITUTION) {
            holds(sign >= 0, "lines", "billing.correction.total-negative");
        } else if (kind == InvoiceKind.CREDIT_NOTE) {
            holds(sign < 0, "lines", "billing.correction.credit");
        } else {
            holds(sign > 0, "lines", "billing.correction.debit");
        }
        shared.size(totals);
    }
}
