package io.rubro.billing.internal.receivables;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Payment terms: «30/60/90». */
@Component(service = PaymentTermResource.class)
@JaxrsResource
@Path("payment-terms")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PaymentTermResource {

    private static final String READ = "billing.invoice.read";
    private static final String MANAGE = "billing.collection.manage";

    private final PaymentTerms terms;

    /** Called by the component runtime. */
    @Activate
    public PaymentTermResource(@Reference PaymentTerms terms) {
        this.terms = terms;
    }

    @GET
    @RequiresPermission(READ)
    @Operation(summary = "The payment terms, by name")
    public List<PaymentTerm> list() {
        return terms.list();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public PaymentTerm get(@PathParam("id") Id id) {
        return terms.get(id);
    }

    @POST
    @RequiresPermission(MANAGE)
    @Operation(summary = "Add a payment term", description = "The shares of its parts add up to 100.")
    public Response create(@NotNull PaymentTerms.Draft draft) {
        PaymentTerm term = terms.create(draft);
        return Response.created(URI.create("payment-terms/" + term.id()))
                .entity(term)
                .build();
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Replace what a payment term says", description = "Issued invoices keep their instalments.")
    public PaymentTerm update(
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull PaymentTerms.Draft draft) {
        return terms.update(id, seen, draft);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Remove a payment term")
    public void delete(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        terms.delete(id, seen);
    }
}
