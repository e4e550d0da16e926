package io.rubro.billing.internal.vatbooks;

import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.TaxTreatment;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line of the book of issued invoices: one invoice at one tax.
 *
 * @param date when the tax accrued: the day of the supply, or the issue date
 * @param total of the whole invoice
 * @param replaced what a correction by substitution takes back with this line; zero in others
 * @param counts whether it is among the figures: not if it was cancelled, or repeats simplified invoices
 */
public record IssuedLine(
        Id invoiceId,
        InvoiceStatus status,
        InvoiceKind kind,
        String series,
        String number,
        LocalDate issueDate,
        @Nullable LocalDate operationDate,
        LocalDate date,
        String customerName,
        @Nullable String customerTaxId,
        @Nullable String customerCountry,
        BigDecimal total,
        BigDecimal withheld,
        BigDecimal withholdingRate,
        String taxSystem,
        TaxTreatment treatment,
        @Nullable String cause,
        @Nullable String scheme,
        BigDecimal rate,
        BigDecimal base,
        BigDecimal tax,
        @Nullable BigDecimal surchargeRate,
        BigDecimal surcharge,
        Replaced replaced,
        boolean counts) {

    /** What a correction by substitution takes back. */
    public record Replaced(BigDecimal base, BigDecimal tax, BigDecimal surcharge) {

        static final Replaced NOTHING =
                new Replaced(BigDecimal.ZERO.setScale(2), BigDecimal.ZERO.setScale(2), BigDecimal.ZERO.setScale(2));
    }

    /** What the operation adds to the base. */
    BigDecimal netBase() {
        return base.subtract(replaced.base);
    }

    BigDecimal netTax() {
        return tax.subtract(replaced.tax);
    }

    BigDecimal netSurcharge() {
        return surcharge.subtract(replaced.surcharge);
    }
}
