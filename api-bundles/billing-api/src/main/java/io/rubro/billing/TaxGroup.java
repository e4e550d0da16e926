package io.rubro.billing;

import java.math.BigDecimal;

/**
 * What an invoice charges by one tax.
 *
 * @param rate in percent
 * @param base the taxable amount, two decimals
 * @param tax {@code base × rate / 100}, rounded half up to two decimals; where prices include tax, what is left of them
 *     beside the base
 * @param surcharge the equivalence surcharge, two decimals; 0 if the customer is not under it
 * @param kind which tax it is
 */
public record TaxGroup(BigDecimal rate, BigDecimal base, BigDecimal tax, BigDecimal surcharge, Tax kind) {

    /** The general tax at a rate, without surcharge. */
    public TaxGroup(BigDecimal rate, BigDecimal base, BigDecimal tax) {
        this(rate, base, tax, BigDecimal.ZERO.setScale(2), Tax.of(rate));
    }
}
