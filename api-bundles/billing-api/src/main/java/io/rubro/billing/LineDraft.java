package io.rubro.billing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one line of an invoice is to say.
 *
 * @param description 1 to 500 characters
 * @param quantity above zero, at most 12 digits before the point and 6 after it; in a credit note by differences it may be
 *     negative
 * @param unitPrice zero or more, at most 12 digits before the point and 6 after it; before tax, unless the prices of the
 *     invoice include it
 * @param discountPercent 0 to 100 with at most two decimals; null for none
 * @param taxRate in percent, one that is in force in the organisation's country on the date of the invoice; null if {@code
 *     taxCode} says it
 * @param taxCode the {@link Tax#code()} of a tax in force; null for the general tax at {@code taxRate}
 */
public record LineDraft(
        String description,
        BigDecimal quantity,
        BigDecimal unitPrice,
        @Nullable BigDecimal discountPercent,
        @Nullable BigDecimal taxRate,
        @Nullable String taxCode) {

    /** With the general tax at a rate. */
    public LineDraft(
            String description,
            BigDecimal quantity,
            BigDecimal unitPrice,
            @Nullable BigDecimal discountPercent,
            BigDecimal taxRate) {
        this(description, quantity, unitPrice, discountPercent, taxRate, null);
    }
}
