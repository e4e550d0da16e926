package io.rubro.billing.internal.model;

import io.rubro.billing.Tax;
import io.rubro.billing.TaxTreatment;
import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Embeddable;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/** The tax a line bears, as it was when the line was written. */
@Embeddable
public class TaxPart {

    @Column(name = "tax_rate")
    private BigDecimal rate;

    @Column(name = "tax_code")
    private String code;

    @Column(name = "tax_system")
    private String system;

    @Enumerated(EnumType.STRING)
    @Column(name = "tax_treatment")
    private TaxTreatment treatment;

    @Column(name = "tax_cause")
    private @Nullable String cause;

    @Column(name = "tax_scheme")
    private @Nullable String scheme;

    @Column(name = "surcharge_rate")
    private @Nullable BigDecimal surchargeRate;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected TaxPart() {}

    /** As a row has it. */
    public TaxPart(Tax tax) {
        rate = tax.rate();
        code = tax.code();
        system = tax.system();
        treatment = tax.treatment();
        cause = tax.cause();
        scheme = tax.scheme();
        surchargeRate = tax.surchargeRate();
    }

    /** As the contract says it. */
    public Tax toTax() {
        BigDecimal surcharge = surchargeRate;
        return new Tax(
                code,
                system,
                treatment,
                cause,
                scheme,
                Totals.plain(rate),
                surcharge == null ? null : Totals.plain(surcharge));
    }
}
