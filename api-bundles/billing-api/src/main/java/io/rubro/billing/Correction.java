package io.rubro.billing;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a credit or debit note corrects.
 *
 * @param invoices 1 to 1,000
 * @param base with {@link CorrectionMethod#SUBSTITUTION} the base that is replaced: computed from the invoices if all are
 *     the organisation's own, else to be given; null with {@link CorrectionMethod#DIFFERENCES}
 * @param tax as {@code base}: the tax that is replaced
 * @param surcharge as {@code base}: the equivalence surcharge that is replaced; null for none
 */
public record Correction(
        CorrectionMethod method,
        CorrectionReason reason,
        List<InvoiceReference> invoices,
        @Nullable BigDecimal base,
        @Nullable BigDecimal tax,
        @Nullable BigDecimal surcharge) {

    public Correction {
        invoices = List.copyOf(invoices);
    }

    /** With amounts to be computed, or none. */
    public Correction(CorrectionMethod method, CorrectionReason reason, List<InvoiceReference> invoices) {
        this(method, reason, invoices, null, null, null);
    }
}
