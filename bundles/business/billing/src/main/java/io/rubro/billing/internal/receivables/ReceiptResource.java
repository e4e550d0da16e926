package io.rubro.billing.internal.receivables;

import io.rubro.billing.PaymentMethod;
import io.rubro.billing.internal.receivables.Receipts.Part;
import io.rubro.billing.internal.receivables.Receipts.Spread;
import io.rubro.platform.ids.Id;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
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

/** Money that customers paid, for one invoice or several. */
@Component(service = ReceiptResource.class)
@JaxrsResource
@Path("receipts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReceiptResource {

    private static final String READ = "billing.invoice.read";
    private static final String REGISTER = "billing.payment.register";

    private final Receipts receipts;

    /** Called by the component runtime. */
    @Activate
    public ReceiptResource(@Reference Receipts receipts) {
        this.receipts = receipts;
    }

    /** How what is left of a receipt is spread; {@code spread} absent for the oldest first. */
    public record AllocationRequest(@Nullable Spread spread, @Nullable List<Part> parts) {}

    /** What is given back of what is left of a receipt. */
    public record RefundRequest(
            @Nullable BigDecimal amount, @Nullable LocalDate date, @Nullable PaymentMethod method) {}

    @GET
    @RequiresPermission(READ)
    @Operation(
            summary = "Receipts, the latest first",
            description = "Of a customer (a key of the ageing) or all; unallocated=true for those with something left."
                    + " At most 200.")
    public List<Receipt> list(
            @QueryParam("customer") @Nullable String customer, @QueryParam("unallocated") boolean unallocated) {
        return receipts.list(
                customer == null || customer.isBlank() ? null : CustomerKey.valueOf(customer), unallocated);
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public Receipt get(@PathParam("id") Id id) {
        return receipts.get(id);
    }

    @POST
    @RequiresPermission(REGISTER)
    @Operation(
            summary = "Note that a customer paid",
            description =
                    "Spread over the instalments due first (OLDEST), as the parts say (BY_HAND) or not at all (NONE);"
                            + " what is left stays the customer's credit.")
    public Response register(@NotNull Receipts.Draft draft) {
        Receipt receipt = receipts.register(draft);
        return Response.created(URI.create("receipts/" + receipt.id()))
                .entity(receipt)
                .build();
    }

    @POST
    @Path("{id}/allocations")
    @RequiresPermission(REGISTER)
    @Operation(summary = "Allocate what is left of a receipt")
    public Receipt allocate(@PathParam("id") Id id, @NotNull AllocationRequest request) {
        return receipts.allocate(id, request.spread(), request.parts());
    }

    @POST
    @Path("{id}/refunds")
    @RequiresPermission(REGISTER)
    @Operation(summary = "Note that something of what is left of a receipt was given back")
    public Receipt refund(@PathParam("id") Id id, @NotNull RefundRequest request) {
        return receipts.refund(id, request.amount(), request.date(), request.method());
    }
}
