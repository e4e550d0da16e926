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
import io.rubro.billing.LineDraft;
import io.rubro.billing.SeriesKind;
import io.rubro.billing.Tax;
import io.rubro.billing.internal.model.InvoiceContent;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules every invoice keeps to, whatever the country. */
final class DraftCheck {

    static final int MAX_LINES = 1_000;
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_NOTES = 1_000;
    private static final int INTEGER_DIGITS = 12;
    private static final int DECIMALS = 6;
    private static final int LONGEST_CREDIT_YEARS = 10;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal LARGEST_WITHHOLDING = BigDecimal.valueOf(50);
    private static final BigDecimal LARGEST_TOTAL = new BigDecimal("999999999999.99");
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    private final Faults faults = new Faults();
    private final Organization organization;
    private final LocalDate today;
    private final Taxes taxes;

    DraftCheck(Organization organization, LocalDate today, Taxes taxes) {
        this.organization = organization;
        this.today = today;
        this.taxes = taxes;
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
        Customer checked = new CustomerCheck(organization.country(), faults).customer(customer);
        InvoiceKind given = draft.kind();
        InvoiceKind kind =
                given != null ? given : checked.taxId() == null ? InvoiceKind.SIMPLIFIED : InvoiceKind.INVOICE;
        Correction asked = draft.correction();
        boolean differences = asked != null && asked.method() == CorrectionMethod.DIFFERENCES;
        InvoiceTerms terms = terms(draft.terms());
        List<InvoiceLine> lines = lines(draft.lines(), date, kind.corrects() && differences);
        String notes = faults.paragraph("notes", draft.notes(), MAX_NOTES);
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

    private InvoiceTerms terms(@Nullable InvoiceTerms given) {
        if (given == null) {
            return InvoiceTerms.PLAIN;
        }
        boolean discount = discount("terms.discountPercent", given.discountPercent());
        boolean withholding = faults.number("terms.withholdingRate", given.withholdingRate(), INTEGER_DIGITS, 2)
                && holds(
                        given.withholdingRate().signum() >= 0
                                && given.withholdingRate().compareTo(LARGEST_WITHHOLDING) <= 0,
                        "terms.withholdingRate",
                        "billing.invoice.withholding");
        LocalDate operation = given.operationDate();
        if (operation != null && (operation.isBefore(EARLIEST) || operation.isAfter(today.plusYears(1)))) {
            faults.add("terms.operationDate", "billing.invoice.operation-date", Map.of("earliest", EARLIEST));
        }
        return new InvoiceTerms(
                given.pricesIncludeTax(),
                discount ? Totals.plain(given.discountPercent()) : BigDecimal.ZERO,
                given.surcharge(),
                withholding ? Totals.plain(given.withholdingRate()) : BigDecimal.ZERO,
                operation);
    }

    /**
     * Checks again what may have become wrong since a draft was written.
     *
     * @throws ProblemException 422
     */
    void again(List<InvoiceLine> lines, LocalDate date) {
        issueDate(date);
        for (int i = 0; i < lines.size(); i++) {
            Tax tax = lines.get(i).tax();
            if (taxes.coded(organization.country(), date, tax.code()).isEmpty()) {
                String at = "lines[" + i + "].";
                if (!tax.treatment().charges() || rate(at + "taxRate", tax.rate(), date) != null) {
                    coded(at + "taxCode", tax.code(), date);
                }
            }
        }
        faults.check();
    }

    /**
     * Checks a payment.
     *
     * @throws ProblemException 422
     */
    static void payment(BigDecimal amount, LocalDate date, LocalDate today) {
        Faults faults = new Faults();
        if (faults.number("amount", amount, INTEGER_DIGITS, 2) && amount.signum() <= 0) {
            faults.add("amount", "billing.payment.amount");
        }
        if (date.isAfter(today) || date.isBefore(EARLIEST)) {
            faults.add("date", "billing.payment.date", Map.of("today", today, "earliest", EARLIEST));
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
        if (date.isAfter(today) || date.isBefore(EARLIEST)) {
            faults.add("issueDate", "billing.invoice.issue-date", Map.of("today", today, "earliest", EARLIEST));
        }
    }

    private List<InvoiceLine> lines(List<LineDraft> drafts, LocalDate date, boolean negative) {
        if (drafts.isEmpty() || drafts.size() > MAX_LINES) {
            faults.add("lines", "billing.invoice.lines", Map.of("max", MAX_LINES));
            return List.of();
        }
        List<InvoiceLine> lines = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            InvoiceLine line = line("lines[" + i + "].", drafts.get(i), date, negative);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    private @Nullable InvoiceLine line(String at, LineDraft draft, LocalDate date, boolean negative) {
        String description = faults.paragraph(at + "description", draft.description(), MAX_DESCRIPTION);
        if (description == null) {
            faults.add(at + "description", "billing.text.missing");
        }
        boolean quantity = faults.number(at + "quantity", draft.quantity(), INTEGER_DIGITS, DECIMALS)
                && (negative
                        ? holds(draft.quantity().signum() != 0, at + "quantity", "billing.line.quantity-zero")
                        : holds(draft.quantity().signum() > 0, at + "quantity", "billing.line.quantity"));
        boolean price = faults.number(at + "unitPrice", draft.unitPrice(), INTEGER_DIGITS, DECIMALS)
                && holds(draft.unitPrice().signum() >= 0, at + "unitPrice", "billing.line.unit-price");
        boolean discount = discount(at + "discountPercent", draft.discountPercent());
        Tax tax = tax(at, draft, date);
        return description != null && quantity && price && discount && tax != null
                ? Totals.line(description, draft.quantity(), draft.unitPrice(), draft.discountPercent(), tax)
                : null;
    }

    private @Nullable Tax tax(String at, LineDraft draft, LocalDate date) {
        String code = draft.taxCode();
        BigDecimal rate = draft.taxRate();
        if (code == null || code.isBlank()) {
            return rate(at + "taxRate", rate, date);
        }
        Tax tax = coded(at + "taxCode", code.strip().toUpperCase(Locale.ROOT), date);
        if (tax != null && rate != null && tax.rate().compareTo(rate) != 0) {
            faults.add(at + "taxRate", "billing.line.tax-mismatch", Map.of("code", tax.code(), "rate", tax.rate()));
            return null;
        }
        return tax;
    }

    private @Nullable Tax coded(String field, String code, LocalDate date) {
        Tax tax = taxes.coded(organization.country(), date, code).orElse(null);
        if (tax == null) {
            String allowed = taxes.inForce(organization.country(), date).stream()
                    .map(entry -> entry.tax().code())
                    .collect(Collectors.joining(", "));
            faults.add(field, "billing.line.tax-code", Map.of("code", code, "allowed", allowed, "date", date));
        }
        return tax;
    }

    private boolean discount(String field, @Nullable BigDecimal percent) {
        return percent == null
                || (faults.number(field, percent, INTEGER_DIGITS, 2)
                        && holds(
                                percent.signum() >= 0 && percent.compareTo(HUNDRED) <= 0,
                                field,
                                "billing.line.discount"));
    }

    private @Nullable Tax rate(String field, @Nullable BigDecimal rate, LocalDate date) {
        if (rate == null || !faults.number(field, rate, INTEGER_DIGITS, 2)) {
            if (rate == null) {
                faults.add(field, "billing.number.missing");
            }
            return null;
        }
        Tax tax = taxes.atRate(organization.country(), date, rate).orElse(null);
        if (tax == null) {
            String allowed = taxes.rates(organization.country(), date).stream()
                    .map(BigDecimal::toPlainString)
                    .collect(Collectors.joining(", "));
            faults.add(field, "billing.line.tax-rate", Map.of("allowed", allowed, "date", date));
        }
        return tax;
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
        if (totals.total().abs().compareTo(LARGEST_TOTAL) > 0) {
            faults.add("lines", "billing.invoice.total-large", Map.of("max", LARGEST_TOTAL));
        }
    }
}
