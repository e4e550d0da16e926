package io.rubro.billing.internal.model;

import io.rubro.billing.InvoiceTerms;
import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** What holds for all lines of an invoice. */
@Embeddable
public class TermsPart {

    @Column(name = "prices_include_tax")
    private boolean pricesIncludeTax;

    @Column(name = "discount_percent")
    private BigDecimal discountPercent;

    @Column(name = "surcharged")
    private boolean surcharge;

    @Column(name = "withholding_rate")
    private BigDecimal withholdingRate;

    @Column(name = "operation_date")
    private @Nullable LocalDate operationDate;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected TermsPart() {}

    /** As a row has it. */
    public TermsPart(InvoiceTerms terms) {
        pricesIncludeTax = terms.pricesIncludeTax();
        discountPercent = terms.discountPercent();
        surcharge = terms.surcharge();
        withholdingRate = terms.withholdingRate();
        operationDate = terms.operationDate();
    }

    /** As the contract says it. */
    public InvoiceTerms toTerms() {
        return new InvoiceTerms(
                pricesIncludeTax,
                Totals.plain(discountPercent),
                surcharge,
                Totals.plain(withholdingRate),
                operationDate);
    }
}
