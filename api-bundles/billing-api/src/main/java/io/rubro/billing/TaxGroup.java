package io.rubro.billing;

import java.math.BigDecimal;

/**
 * What an invoice charges at one tax rate.
 *
 * @param rate in percent
 * @param base the taxable amount, two decimals
 * @param tax {@code base × rate / 100}, rounded half up to two decimals
 */
public record TaxGroup(BigDecimal rate, BigDecimal base, BigDecimal tax) {}
