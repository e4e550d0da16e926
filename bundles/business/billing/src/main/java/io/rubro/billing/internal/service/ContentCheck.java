package io.rubro.billing.internal.service;

import io.rubro.billing.Customer;
import io.rubro.billing.CustomerDraft;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.LineDraft;
import io.rubro.billing.Tax;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.organizations.Organization;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules that invoices and the documents before them share: customer, lines, taxes and terms. */
public final class ContentCheck {

    /** The first day a document may bear. */
    public static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    static final int INTEGER_DIGITS = 12;
    private static final int MAX_LINES = 1_000;
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_NOTES = 1_000;
    private static final int DECIMALS = 6;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal LARGEST_WITHHOLDING = BigDecimal.valueOf(50);
    private static final BigDecimal LARGEST_TOTAL = new BigDecimal("999999999999.99");

    private final Faults faults;
    private final Organization organization;
    private final LocalDate today;
    private final Taxes taxes;

    /** @param faults collects what is found */
    public ContentCheck(Organization organization, LocalDate today, Taxes taxes, Faults faults) {
        this.organization = organization;
        this.today = today;
        this.taxes = taxes;
        this.faults = faults;
    }

    /** The customer in normal form. */
    public Customer customer(CustomerDraft draft) {
        return new CustomerCheck(organization.country(), faults).customer(draft);
    }

    /** The notes trimmed; null for none. */
    public @Nullable String notes(@Nullable String given) {
        return faults.paragraph("notes", given, MAX_NOTES);
    }

    /** Refuses a total that no column holds. */
    public void size(Totals totals) {
        if (totals.total().abs().compareTo(LARGEST_TOTAL) > 0) {
            faults.add("lines", "billing.invoice.total-large", Map.of("max", LARGEST_TOTAL));
        }
    }

    /** What holds for all lines, in normal form. */
    public InvoiceTerms terms(@Nullable InvoiceTerms given) {
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
     * Finds what may have become wrong since lines were written: a tax that is not in force on this date.
     */
    public void again(List<InvoiceLine> lines, LocalDate date) {
        for (int i = 0; i < lines.size(); i++) {
            Tax tax = lines.get(i).tax();
            if (taxes.coded(organization.country(), date, tax.code()).isEmpty()) {
                String at = "lines[" + i + "].";
                if (!tax.treatment().charges() || rate(at + "taxRate", tax.rate(), date) != null) {
                    coded(at + "taxCode", tax.code(), date);
                }
            }
        }
    }

    /**
     * The lines in normal form; those with faults are left out.
     *
     * @param date on which their taxes must be in force
     * @param negative whether a quantity may be below zero
     */
    public List<InvoiceLine> lines(List<LineDraft> drafts, LocalDate date, boolean negative) {
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
}
