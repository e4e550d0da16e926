package io.rubro.billing.internal.rest;

import io.rubro.billing.FiscalSeal;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceSummary;
import io.rubro.billing.Invoices;
import io.rubro.billing.Payment;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import java.util.Map;
import javax.validation.Valid;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
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

/** Invoices and their payments. */
@Component(service = InvoiceResource.class)
@JaxrsResource
@Path("invoices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InvoiceResource {

    private static final String READ = "billing.invoice.read";
    private static final String CREATE = "billing.invoice.create";
    private static final String ISSUE = "billing.invoice.issue";
    private static final String CANCEL = "billing.invoice.cancel";

    private final Invoices invoices;

    /** Called by the component runtime. */
    @Activate
    public InvoiceResource(@Reference Invoices invoices) {
        this.invoices = invoices;
    }

    @POST
    @RequiresPermission(CREATE)
    @Operation(
            summary = "Write an invoice",
            description = "A draft, or with issue=true an issued invoice, in one transaction; that also needs the"
                    + " permission billing.invoice.issue.")
    public Response create(
            @QueryParam("issue") @DefaultValue("false") boolean issue, @NotNull @Valid InvoiceRequest request) {
        if (issue && !Caller.current().may(ISSUE)) {
            throw ProblemException.of(403, "rest.forbidden", Map.of("permission", ISSUE));
        }
        Invoice created = issue ? invoices.createIssued(request.toDraft()) : invoices.create(request.toDraft());
        return Response.created(URI.create("invoices/" + created.id()))
                .entity(created)
                .build();
    }

    @GET
    @RequiresPermission(READ)
    @Operation(
            summary = "List invoices",
            description = "Sort by -createdAt, issueDate, number, customer, total or collectBy; q looks at number and"
                    + " customer, overdue is a day before which the balance was to be paid.")
    public Page<InvoiceSummary> list(@BeanParam InvoiceQuery query, @BeanParam PageRequest page) {
        return invoices.list(query.filter(), page);
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public Invoice get(@PathParam("id") Id id) {
        return invoices.get(id);
    }

    @GET
    @Path("{id}/qr")
    @Produces("image/svg+xml")
    @RequiresPermission(READ)
    @Operation(
            summary = "The QR code the law wants on an issued invoice",
            description = "Level of correction M, with its quiet zone; 404 if the invoice has none.")
    public Response qr(@PathParam("id") Id id) {
        FiscalSeal seal = invoices.get(id).fiscal();
        String url = seal == null ? null : seal.qrUrl();
        if (url == null) {
            throw ProblemException.notFound("billing.invoice.no-qr", id);
        }
        return Response.ok(QrCode.svg(url))
                .header("Cache-Control", "private, max-age=86400")
                .build();
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(CREATE)
    @Operation(summary = "Replace what a draft says")
    public Invoice update(
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid InvoiceRequest request) {
        return invoices.update(id, seen, request.toDraft());
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(CREATE)
    @Operation(summary = "Delete a draft")
    public void delete(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        invoices.delete(id, seen);
    }

    @POST
    @Path("{id}/issue")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(ISSUE)
    @Operation(summary = "Issue a draft", description = "Gives it its number and its fiscal seal; needs no body.")
    public Invoice issue(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        return invoices.issue(id, seen);
    }

    /**
     * A cancellation.
     *
     * @param reason why, in the user's words
     */
    public record CancelRequest(@NotBlank @Size(max = 200) String reason) {}

    @POST
    @Path("{id}/cancel")
    @RequiresPermission(CANCEL)
    @Operation(
            summary = "Cancel an invoice that was issued by mistake",
            description =
                    "Its number stays used. Not for returns or changes: those need a credit note. 409 if something of"
                            + " it was paid or another invoice refers to it.")
    public Invoice cancel(
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid CancelRequest request) {
        return invoices.cancel(id, seen, request.reason());
    }

    @GET
    @Path("{id}/payments")
    @RequiresPermission(READ)
    public List<Payment> payments(@PathParam("id") Id id) {
        return invoices.payments(id);
    }

    @POST
    @Path("{id}/payments")
    @RequiresPermission("billing.payment.register")
    @Operation(summary = "Note that money for an invoice arrived")
    public Response pay(@PathParam("id") Id id, @NotNull @Valid PaymentRequest request) {
        Payment payment = invoices.registerPayment(id, request.toDraft());
        return Response.status(Response.Status.CREATED).entity(payment).build();
    }
}
