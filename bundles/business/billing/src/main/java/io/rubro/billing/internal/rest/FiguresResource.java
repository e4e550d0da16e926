package io.rubro.billing.internal.rest;

import io.rubro.billing.internal.model.Figures;
import io.rubro.billing.internal.service.Bookkeeper;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Sums over all invoices. */
@Component(service = FiguresResource.class)
@JaxrsResource
@Path("figures")
@Produces(MediaType.APPLICATION_JSON)
public final class FiguresResource {

    private final Bookkeeper bookkeeper;

    /** Called by the component runtime. */
    @Activate
    public FiguresResource(@Reference Bookkeeper bookkeeper) {
        this.bookkeeper = bookkeeper;
    }

    @GET
    @RequiresPermission("billing.invoice.read")
    @Operation(
            summary = "What was invoiced and collected in the last months, and what is open",
            description = "Months by issue date and date of payment, today in the organisation's time zone.")
    public Figures figures() {
        return bookkeeper.figures();
    }
}
