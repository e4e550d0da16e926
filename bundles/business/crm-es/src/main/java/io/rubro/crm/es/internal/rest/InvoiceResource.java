package io.rubro.crm.es.internal.rest;

import io.rubro.crm.es.internal.json.InvoiceRequest;
import io.rubro.crm.es.internal.json.InvoiceSheet;
import io.rubro.crm.es.internal.service.Invoicing;
import io.rubro.crm.es.internal.service.Permissions;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Invoices. */
@Component(service = InvoiceResource.class)
@JaxrsResource
@Path("facturas")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InvoiceResource {

    private final Invoicing invoicing;

    @Activate
    public InvoiceResource(@Reference Invoicing invoicing) {
        this.invoicing = invoicing;
    }

    @POST
    @RequiresPermission(Permissions.ISSUE_INVOICES)
    @Operation(
            summary = "Emite una factura",
            description =
                    "Con el número siguiente de su serie; el CRM queda al día al responder. Los precios llevan el IVA"
                            + " incluido, salvo que precios_con_iva diga lo contrario.")
    public InvoiceSheet issue(@NotNull @Valid InvoiceRequest request) {
        return invoicing.issue(request);
    }
}
