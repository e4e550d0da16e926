package io.rubro.billing;

import java.math.BigDecimal;

/**
 * One line of an invoice.
 *
 * @param quantity negative in what a credit note takes back
 * @param unitPrice before discount; with tax if {@link InvoiceTerms#pricesIncludeTax()}
 * @param discountPercent 0 if there is none
 * @param taxRate in percent
 * @param amount quantity × price less discount, rounded to two decimals to be shown; with tax if the prices include it.
 *     The bases are summed from the unrounded amounts, so the shown ones may differ from their base by cents
 * @param tax which tax it bears
 */
public record InvoiceLine(
        String description,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal discountPercent,
        BigDecimal taxRate,
        BigDecimal amount,
        Tax tax) {

    /** With the general tax at the rate. */
    public InvoiceLine(
            String description,
            BigDecimal quantity,
            BigDecimal unitPrice,
            BigDecimal discountPercent,
            BigDecimal taxRate,
            BigDecimal amount) {
        this(description, quantity, unitPrice, discountPercent, taxRate, amount, Tax.of(taxRate));
    }
}
