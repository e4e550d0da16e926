package io.rubro.billing;

import java.math.BigDecimal;

/**
 * One line of an invoice.
 *
 * @param unitPrice before discount and tax
 * @param discountPercent 0 if there is none
 * @param taxRate in percent
 * @param amount quantity × price less discount, before tax, rounded to two decimals to be shown. The bases are summed
 *     from the unrounded amounts, so the shown ones may differ from their base by cents
 */
public record InvoiceLine(
        String description,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal discountPercent,
        BigDecimal taxRate,
        BigDecimal amount) {}
