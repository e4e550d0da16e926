package io.rubro.invoice.documents.internal.einvoice;

import io.rubro.billing.Invoice;
import io.rubro.billing.Tax;
import io.rubro.billing.TaxTreatment;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A tax as EN 16931 sorts it (UNTDID 5305).
 *
 * @param code {@code S}, {@code Z}, {@code E}, {@code AE}, {@code K}, {@code G}, {@code O}, {@code L}, {@code M}
 * @param percent null where it is outside the scope of tax
 */
record TaxCategory(String code, @Nullable BigDecimal percent) {

    private static final String OUTSIDE = "O";

    TaxCategory {
        percent = percent == null ? null : new BigDecimal(XmlText.plain(percent)); // 21.00 and 21 are the same rate
    }

    /** The category of a tax on this invoice. */
    static TaxCategory of(Invoice invoice, Tax tax) {
        if (isOutside(tax)) {
            // «outside the scope» may not stand beside others (rule BR-O-11)
            return isOutside(invoice) ? new TaxCategory(OUTSIDE, null) : zero("E");
        }
        return switch (tax.treatment()) {
            case TAXED -> new TaxCategory(charged(tax), tax.rate());
            case REVERSE_CHARGE -> zero("AE");
            default -> zero(exempt(tax.cause()));
        };
    }

    private static boolean isOutside(Tax tax) {
        return tax.treatment() == TaxTreatment.NOT_SUBJECT || tax.treatment() == TaxTreatment.NOT_SUBJECT_BY_PLACE;
    }

    /** Whether nothing on the invoice is subject to tax. */
    static boolean isOutside(Invoice invoice) {
        return invoice.surchargeTotal().signum() == 0
                && invoice.taxes().stream().allMatch(group -> isOutside(group.kind()));
    }

    private static TaxCategory zero(String code) {
        return new TaxCategory(code, BigDecimal.ZERO);
    }

    private static String charged(Tax tax) {
        return switch (tax.system()) {
            case "IGIC" -> "L";
            case "IPSI" -> "M";
            default -> tax.rate().signum() == 0 ? "Z" : "S";
        };
    }

    /** E2 is export (article 21), E5 is supply to another member state (article 25). */
    private static String exempt(@Nullable String cause) {
        if (cause == null) {
            return "E";
        }
        return switch (cause) {
            case "E2" -> "G";
            case "E5" -> "K";
            default -> "E";
        };
    }

    /** What a surcharge that is no VAT by EN 16931 is written as: a charge without tax. */
    static TaxCategory ofSurcharge() {
        return zero("E");
    }
}
