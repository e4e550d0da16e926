package io.rubro.billing.internal.rest;

import io.rubro.billing.Tax;
import io.rubro.billing.TaxTreatment;
import io.rubro.billing.internal.service.TaxList;
import io.rubro.billing.internal.service.TaxList.Listed;
import io.rubro.billing.internal.service.TaxList.OwnTax;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.util.List;
import javax.validation.Valid;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The taxes a line may bear. */
@Component(service = TaxResource.class)
@JaxrsResource
@Path("taxes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TaxResource {

    private static final String MANAGE = "billing.tax.manage";

    private final TaxList taxes;

    /** Called by the component runtime. */
    @Activate
    public TaxResource(@Reference TaxList taxes) {
        this.taxes = taxes;
    }

    /**
     * A tax.
     *
     * @param own whether the organisation added it
     */
    public record TaxView(
            String code,
            String system,
            TaxTreatment treatment,
            @Nullable String cause,
            @Nullable String scheme,
            BigDecimal rate,
            @Nullable BigDecimal surchargeRate,
            String nameEs,
            String nameEn,
            @Nullable String legalText,
            boolean own) {

        static TaxView of(Listed listed) {
            Tax tax = listed.tax();
            return new TaxView(
                    tax.code(),
                    tax.system(),
                    tax.treatment(),
                    tax.cause(),
                    tax.scheme(),
                    tax.rate(),
                    tax.surchargeRate(),
                    listed.nameEs(),
                    listed.nameEn(),
                    listed.legalText(),
                    listed.own());
        }
    }

    /** A tax to be added. */
    public record TaxRequest(
            @NotBlank @Size(max = 12) String code,
            @NotBlank String system,
            @NotNull TaxTreatment treatment,
            @Nullable String cause,
            @Nullable String scheme,
            @NotNull BigDecimal rate,
            @Nullable BigDecimal surchargeRate,
            @NotBlank @Size(max = 120) String name,
            @Nullable @Size(max = 200) String legalText) {

        OwnTax toDraft() {
            return new OwnTax(code, system, treatment, cause, scheme, rate, surchargeRate, name, legalText);
        }
    }

    @GET
    @RequiresPermission("billing.invoice.read")
    @Operation(
            summary = "The taxes a line may bear",
            description = "In force on a date, today if absent: the country's, then those the organisation added.")
    public List<TaxView> list(@QueryParam("date") @Nullable String date) {
        return taxes.on(TaxRateResource.day(date)).stream().map(TaxView::of).toList();
    }

    @POST
    @RequiresPermission(MANAGE)
    @Operation(summary = "Add a tax to the organisation's own", description = "As the rates of IGIC or IPSI.")
    public Response add(@NotNull @Valid TaxRequest request) {
        return Response.status(Response.Status.CREATED)
                .entity(TaxView.of(taxes.add(request.toDraft())))
                .build();
    }

    @DELETE
    @Path("{code}")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Take a tax off the organisation's own", description = "Invoices that bear it keep it.")
    public void remove(@PathParam("code") String code) {
        taxes.remove(code);
    }
}
