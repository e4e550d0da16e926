package io.rubro.billing.internal.model;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.CorrectionReason;
import io.rubro.billing.InvoiceReference;
import java.math.BigDecimal;
import java.util.List;
import javax.persistence.Column;
import javax.persistence.Embeddable;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/** How and why an invoice corrects others, without which ones. */
@Embeddable
public class CorrectionPart {

    @Enumerated(EnumType.STRING)
    @Column(name = "correction_method")
    private CorrectionMethod method;

    @Enumerated(EnumType.STRING)
    @Column(name = "correction_reason")
    private CorrectionReason reason;

    @Column(name = "corrected_base")
    private @Nullable BigDecimal base;

    @Column(name = "corrected_tax")
    private @Nullable BigDecimal tax;

    @Column(name = "corrected_surcharge")
    private @Nullable BigDecimal surcharge;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected CorrectionPart() {}

    CorrectionPart(Correction correction) {
        method = correction.method();
        reason = correction.reason();
        base = correction.base();
        tax = correction.tax();
        surcharge = correction.surcharge();
    }

    boolean substitutes() {
        return method == CorrectionMethod.SUBSTITUTION;
    }

    Correction toCorrection(List<InvoiceReference> invoices) {
        return new Correction(method, reason, invoices, base, tax, surcharge);
    }
}
