package io.rubro.billing.internal.rest;

import io.rubro.billing.internal.service.TaxList;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The tax rates a line may have. */
@Component(service = TaxRateResource.class)
@JaxrsResource
@Path("tax-rates")
@Produces(MediaType.APPLICATION_JSON)
public final class TaxRateResource {

    private final TaxList taxes;

    /** Called by the component runtime. */
    @Activate
    public TaxRateResource(@Reference TaxList taxes) {
        this.taxes = taxes;
    }

    /**
     * A tax rate.
     *
     * @param rate in percent
     */
    public record TaxRate(BigDecimal rate) {}

    @GET
    @RequiresPermission("billing.invoice.read")
    @Operation(
            summary = "The tax rates in force in the organisation's country",
            description = "On a date, today if absent; highest first.")
    public List<TaxRate> list(@QueryParam("date") @Nullable String date) {
        return taxes.rates(day(date)).stream().map(TaxRate::new).toList();
    }

    static @Nullable LocalDate day(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADate) {
            throw ProblemException.invalid("date", "billing.query.date");
        }
    }
}
