package io.rubro.billing.internal.service;

import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.global.GlobalSql;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tax rates of the country of the organisation on the thread. */
@Component(service = RatesInForce.class)
public final class RatesInForce {

    private final TaxRates rates;
    private final Organizations organizations;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public RatesInForce(
            @Reference GlobalSql sql,
            @Reference Organizations organizations,
            @Reference(target = "(module=billing)") SchemaReady schema) {
        this.rates = new TaxRates(sql);
        this.organizations = organizations;
    }

    /**
     * The rates a line of an invoice of this day may have, in percent, highest first.
     *
     * @param day null for today
     */
    public List<BigDecimal> on(@Nullable LocalDate day) {
        Organization organization = organizations.current();
        LocalDate date = day == null ? LocalDate.ofInstant(Clock.systemUTC().instant(), organization.zone()) : day;
        return List.copyOf(rates.inForce(organization.country(), date));
    }
}
