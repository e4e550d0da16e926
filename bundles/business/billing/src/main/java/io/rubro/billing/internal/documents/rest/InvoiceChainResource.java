package io.rubro.billing.internal.documents.rest;

import io.rubro.billing.internal.documents.model.Chain;
import io.rubro.billing.internal.documents.service.Documents;
import io.rubro.platform.ids.Id;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The documents before an invoice. */
@Component(service = InvoiceChainResource.class)
@JaxrsResource
@Path("invoices/{id}/chain")
@Produces(MediaType.APPLICATION_JSON)
public final class InvoiceChainResource {

    private final Documents documents;

    /** Called by the component runtime. */
    @Activate
    public InvoiceChainResource(@Reference Documents documents) {
        this.documents = documents;
    }

    @GET
    @RequiresPermission(Chains.INVOICE_READ)
    @Operation(
            summary = "What an invoice came from",
            description =
                    "The quotes, orders and delivery notes before it, in the order they were made; only for who may see"
                            + " them.")
    public Chain chain(@PathParam("id") Id id) {
        return Chains.visible(documents.invoiceChain(id));
    }
}
