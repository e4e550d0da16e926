package io.rubro.billing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A tax a line of an invoice may bear, as the law of the country or the organisation's own list has it.
 *
 * @param code unique in the country on a day: {@code IVA21}, {@code E1}, {@code IGIC7}; 1 to 12 letters, digits and points
 * @param system which tax it is: {@code IVA}, {@code IGIC}, {@code IPSI}, {@code OTHER}
 * @param cause the rule that exempts it, as the authority names it: {@code E1} (article 20) to {@code E6}; null if not exempt
 * @param scheme the authority's key of the special scheme it is declared under: {@code 01} general, {@code 02} export…; null
 *     where the country knows none
 * @param rate in percent; 0 unless it is charged
 * @param surchargeRate the equivalence surcharge that goes with it, in percent (Ley 37/1992, article 161); null for none
 */
public record Tax(
        String code,
        String system,
        TaxTreatment treatment,
        @Nullable String cause,
        @Nullable String scheme,
        BigDecimal rate,
        @Nullable BigDecimal surchargeRate) {

    /** The general value added tax at a rate, where nothing more is known of it. */
    public static Tax of(BigDecimal rate) {
        return new Tax("IVA" + rate.toPlainString(), "IVA", TaxTreatment.TAXED, null, null, rate, null);
    }
}
