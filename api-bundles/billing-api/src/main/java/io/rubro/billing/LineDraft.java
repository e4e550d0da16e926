package io.rubro.billing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one line of an invoice is to say.
 *
 * @param description 1 to 500 characters
 * @param quantity above zero, at most 12 digits before the point and 6 after it
 * @param unitPrice before tax, zero or more, at most 12 digits before the point and 6 after it
 * @param discountPercent 0 to 100 with at most two decimals; null for none
 * @param taxRate in percent, one that is in force in the organisation's country on the date of the invoice
 */
public record LineDraft(
        String description,
        BigDecimal quantity,
        BigDecimal unitPrice,
        @Nullable BigDecimal discountPercent,
        BigDecimal taxRate) {}
