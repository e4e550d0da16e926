package io.rubro.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all lines of an invoice.
 *
 * @param pricesIncludeTax whether the lines' prices are with tax, as on a till
 * @param discountPercent taken off every line after its own discount: 0 to 100, at most two decimals
 * @param surcharge whether the customer is under the equivalence surcharge (Ley 37/1992, article 154)
 * @param withholdingRate income tax the customer holds back, in percent of the base: IRPF, 0 to 50
 * @param operationDate when it was supplied, if not on the issue date; null else
 */
public record InvoiceTerms(
        boolean pricesIncludeTax,
        BigDecimal discountPercent,
        boolean surcharge,
        BigDecimal withholdingRate,
        @Nullable LocalDate operationDate) {

    /** Prices before tax and nothing special. */
    public static final InvoiceTerms PLAIN = new InvoiceTerms(false, BigDecimal.ZERO, false, BigDecimal.ZERO, null);
}
