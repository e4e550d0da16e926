package io.rubro.billing.internal.rest;

import io.rubro.billing.internal.service.RelatedInvoices;
import io.rubro.billing.internal.service.RelatedInvoices.Related;
import io.rubro.platform.ids.Id;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What became of an invoice. */
@Component(service = RelatedResource.class)
@JaxrsResource
@Path("invoices/{id}/related")
@Produces(MediaType.APPLICATION_JSON)
public final class RelatedResource {

    private final RelatedInvoices related;

    /** Called by the component runtime. */
    @Activate
    public RelatedResource(@Reference RelatedInvoices related) {
        this.related = related;
    }

    @GET
    @RequiresPermission("billing.invoice.read")
    @Operation(
            summary = "The later invoices that correct an invoice or take its place",
            description = "Drafts and cancelled ones too, oldest first. What it corrects itself, it says itself.")
    public List<Related> list(@PathParam("id") Id id) {
        return related.to(id);
    }
}
