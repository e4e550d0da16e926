package io.rubro.billing.internal.service;

import io.rubro.billing.Customer;
import io.rubro.billing.CustomerDraft;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.LineDraft;
import io.rubro.billing.Series;
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
import java.util.SortedSet;
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
    private static final BigDecimal LARGEST_TOTAL = new BigDecimal("999999999999.99");
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    private final Faults faults = new Faults();
    private final Organization organization;
    private final LocalDate today;
    private final TaxRates rates;

    DraftCheck(Organization organization, LocalDate today, TaxRates rates) {
        this.organization = organization;
        this.today = today;
        this.rates = rates;
    }

    /**
     * Checks a draft and brings it into normal form.
     *
     * @param customer the draft's customer, completed from the CRM
     * @throws ProblemException 422 naming every field that breaks a rule
     */
    InvoiceContent content(InvoiceDraft draft, CustomerDraft customer) {
        LocalDate date = dates(draft);
        Customer checked = new CustomerCheck(organization.country(), faults).customer(customer);
        List<InvoiceLine> lines = lines(draft.lines(), date);
        String notes = faults.paragraph("notes", draft.notes(), MAX_NOTES);
        faults.check();
        Totals totals = Totals.of(lines);
        total(totals);
        faults.check();
        return new InvoiceContent(
                series(draft.series()),
                draft.issueDate(),
                draft.dueDate(),
                checked,
                organization.currency(),
                notes,
                lines,
                totals);
    }

    /**
     * Checks again what may have become wrong since a draft was written.
     *
     * @throws ProblemException 422
     */
    void again(List<InvoiceLine> lines, LocalDate date) {
        issueDate(date);
        SortedSet<BigDecimal> inForce = rates.inForce(organization.country(), date);
        for (int i = 0; i < lines.size(); i++) {
            rate("lines[" + i + "].taxRate", lines.get(i).taxRate(), inForce, date);
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

    private static String series(@Nullable String code) {
        return code == null || code.isBlank()
                ? Series.DEFAULT_CODE
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

    private List<InvoiceLine> lines(List<LineDraft> drafts, LocalDate date) {
        if (drafts.isEmpty() || drafts.size() > MAX_LINES) {
            faults.add("lines", "billing.invoice.lines", Map.of("max", MAX_LINES));
            return List.of();
        }
        SortedSet<BigDecimal> inForce = rates.inForce(organization.country(), date);
        List<InvoiceLine> lines = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            InvoiceLine line = line("lines[" + i + "].", drafts.get(i), inForce, date);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    private @Nullable InvoiceLine line(String at, LineDraft draft, SortedSet<BigDecimal> inForce, LocalDate date) {
        String description = faults.paragraph(at + "description", draft.description(), MAX_DESCRIPTION);
        if (description == null) {
            faults.add(at + "description", "billing.text.missing");
        }
        boolean quantity = faults.number(at + "quantity", draft.quantity(), INTEGER_DIGITS, DECIMALS)
                && holds(draft.quantity().signum() > 0, at + "quantity", "billing.line.quantity");
        boolean price = faults.number(at + "unitPrice", draft.unitPrice(), INTEGER_DIGITS, DECIMALS)
                && holds(draft.unitPrice().signum() >= 0, at + "unitPrice", "billing.line.unit-price");
        boolean discount = discount(at + "discountPercent", draft.discountPercent());
        boolean rate = rate(at + "taxRate", draft.taxRate(), inForce, date);
        return description != null && quantity && price && discount && rate ? Totals.line(draft, description) : null;
    }

    private boolean discount(String field, @Nullable BigDecimal percent) {
        return percent == null
                || (faults.number(field, percent, INTEGER_DIGITS, 2)
                        && holds(
                                percent.signum() >= 0 && percent.compareTo(HUNDRED) <= 0,
                                field,
                                "billing.line.discount"));
    }

    private boolean rate(String field, @Nullable BigDecimal rate, SortedSet<BigDecimal> inForce, LocalDate date) {
        if (!faults.number(field, rate, INTEGER_DIGITS, 2)) {
            return false;
        }
        if (!inForce.contains(rate)) {
            String allowed = inForce.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(", "));
            faults.add(field, "billing.line.tax-rate", Map.of("allowed", allowed, "date", date));
            return false;
        }
        return true;
    }

    private boolean holds(boolean rule, String field, String code) {
        if (!rule) {
            faults.add(field, code);
        }
        return rule;
    }

    private void total(Totals totals) {
        if (totals.total().signum() <= 0) {
            faults.add("lines", "billing.invoice.total-zero");
        } else if (totals.total().compareTo(LARGEST_TOTAL) > 0) {
            faults.add("lines", "billing.invoice.total-large", Map.of("max", LARGEST_TOTAL));
        }
    }
}
