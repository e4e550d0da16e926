package io.rubro.crm.internal.health;

import io.rubro.crm.internal.health.CustomerInvoices.CustomerInvoice;
import io.rubro.crm.internal.health.CustomerInvoices.ForecastQuality;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** When customers are likely to pay, and how far one can trust that. */
@Component(service = PredictionResource.class)
@JaxrsResource
@Path("predictions/payments")
@Produces(MediaType.APPLICATION_JSON)
public final class PredictionResource {

    private static final String READ = "crm.interaction.read";

    private final CustomerInvoices invoices;

    /** Called by the component runtime. */
    @Activate
    public PredictionResource(@Reference CustomerInvoices invoices) {
        this.invoices = invoices;
    }

    @GET
    @RequiresPermission(READ)
    @Operation(
            summary = "How well payments are foretold",
            description = "Tried daily on invoices paid in the last two years: learnt from what was known before a day,"
                    + " compared with what came after it, beside the due date as a guess. basis says what is used.")
    public ForecastQuality quality() {
        return invoices.quality();
    }

    @GET
    @Path("open")
    @RequiresPermission(READ)
    @Operation(
            summary = "Open invoices with when they are likely to be paid",
            description = "Customer by customer, the invoice due first first.")
    public Page<CustomerInvoice> open(@BeanParam PageRequest page) {
        return invoices.open(page);
    }
}
