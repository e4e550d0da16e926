package io.rubro.billing.internal.vatbooks;

import io.rubro.billing.internal.receivables.Days;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import javax.validation.constraints.NotNull;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
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

/** The invoices of suppliers. */
@Component(service = SupplierResource.class)
@JaxrsResource
@Path("supplier-invoices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SupplierResource {

    private static final String READ = "billing.books.read";
    private static final String WRITE = "billing.supplier.write";

    private final Suppliers suppliers;
    private final SupplierImport imports;

    /** Called by the component runtime. */
    @Activate
    public SupplierResource(@Reference Suppliers suppliers, @Reference SupplierImport imports) {
        this.suppliers = suppliers;
        this.imports = imports;
    }

    /**
     * A file of invoices.
     *
     * @param csv its text: one line for each rate of an invoice, with at least the columns proveedor, nif, numero, fecha,
     *     base, tipo
     */
    public record ImportRequest(@NotNull String csv) {}

    @GET
    @RequiresPermission(READ)
    @Operation(
            summary = "Suppliers' invoices, the latest received first",
            description =
                    "q looks at supplier, tax id and number; from and to are days of receipt; open=true for those that"
                            + " are not paid.")
    public Page<SupplierInvoice> list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("open") boolean open,
            @BeanParam PageRequest page) {
        return suppliers.list(text, Days.parse("from", from), Days.parse("to", to), open, page);
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public SupplierInvoice get(@PathParam("id") Id id) {
        return suppliers.get(id);
    }

    @POST
    @RequiresPermission(WRITE)
    @Operation(summary = "Record a supplier's invoice", description = "409 if it is recorded already.")
    public Response create(@NotNull SupplierDraft draft) {
        SupplierInvoice invoice = suppliers.create(draft);
        return Response.created(URI.create("supplier-invoices/" + invoice.id()))
                .entity(invoice)
                .build();
    }

    @POST
    @Path("import")
    @RequiresPermission(WRITE)
    @Operation(
            summary = "Record suppliers' invoices from comma separated values",
            description =
                    "Those that are recorded already are left as they are; if a line is wrong nothing is recorded.")
    public SupplierImport.Outcome run(@NotNull ImportRequest request) {
        return imports.run(request.csv());
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(WRITE)
    @Operation(summary = "Replace what a supplier's invoice says")
    public SupplierInvoice update(
            @PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen, @NotNull SupplierDraft draft) {
        return suppliers.update(id, seen, draft);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(WRITE)
    @Operation(summary = "Remove a supplier's invoice")
    public void delete(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        suppliers.delete(id, seen);
    }
}
