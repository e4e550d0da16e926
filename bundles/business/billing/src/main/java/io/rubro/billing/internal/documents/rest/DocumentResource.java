package io.rubro.billing.internal.documents.rest;

import io.rubro.billing.internal.documents.model.Chain;
import io.rubro.billing.internal.documents.model.Converted;
import io.rubro.billing.internal.documents.model.DocumentState;
import io.rubro.billing.internal.documents.model.DocumentSummary;
import io.rubro.billing.internal.documents.model.SalesDocument;
import io.rubro.billing.internal.documents.model.Target;
import io.rubro.billing.internal.documents.rest.ConvertRequest.MergeRequest;
import io.rubro.billing.internal.documents.service.Documents;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.Map;
import javax.validation.Valid;
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
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Quotes, orders, delivery notes and pro forma invoices. */
@Component(service = DocumentResource.class)
@JaxrsResource
@Path("documents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DocumentResource {

    private static final String WRITE = "billing.document.write";
    private static final String INVOICE = "billing.invoice.create";

    private final Documents documents;

    /** Called by the component runtime. */
    @Activate
    public DocumentResource(@Reference Documents documents) {
        this.documents = documents;
    }

    @POST
    @RequiresPermission(WRITE)
    @Operation(
            summary = "Write a quote, order, delivery note or pro forma invoice",
            description = "A draft without a number; it gets one when it is opened.")
    public Response create(@NotNull @Valid DocumentRequest request) {
        SalesDocument created = documents.create(request.toDraft());
        return Response.created(URI.create("documents/" + created.id()))
                .entity(created)
                .build();
    }

    @GET
    @RequiresPermission(Documents.READ)
    @Operation(
            summary = "List quotes, orders, delivery notes and pro forma invoices",
            description =
                    "Sort by -createdAt, date, validUntil, deliveryDate, number, customer or total; q looks at number"
                            + " and customer, contact is the customer in the CRM, pending=true leaves those of which something is"
                            + " still to be made.")
    public Page<DocumentSummary> list(@BeanParam DocumentQuery query, @BeanParam PageRequest page) {
        return documents.list(query.filter(), page);
    }

    @GET
    @Path("{id}")
    @RequiresPermission(Documents.READ)
    public SalesDocument get(@PathParam("id") Id id) {
        return documents.get(id);
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(WRITE)
    @Operation(
            summary = "Replace what a document says",
            description =
                    "Until something was made of it. Lines with their id stay the lines they are; what is said less of"
                            + " than was taken for it is open again in the document it came from.")
    public SalesDocument update(
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid DocumentRequest request) {
        return documents.update(id, seen, request.toDraft());
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(WRITE)
    @Operation(summary = "Delete a draft", description = "What was taken for it is open again.")
    public void delete(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        documents.delete(id, seen);
    }

    @POST
    @Path("{id}/open")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(WRITE)
    @Operation(summary = "Send a draft", description = "Gives it its number; needs no body.")
    public SalesDocument open(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        return documents.open(id, seen);
    }

    @POST
    @Path("{id}/accept")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(WRITE)
    @Operation(summary = "Note that the customer agreed", description = "409 if it is a quote that expired.")
    public SalesDocument accept(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        return documents.decide(id, seen, DocumentState.ACCEPTED);
    }

    @POST
    @Path("{id}/reject")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(WRITE)
    @Operation(summary = "Note that the customer declined")
    public SalesDocument reject(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        return documents.decide(id, seen, DocumentState.REJECTED);
    }

    @POST
    @Path("{id}/close")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(WRITE)
    @Operation(summary = "Settle that nothing more will be made of it")
    public SalesDocument close(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        return documents.decide(id, seen, DocumentState.CLOSED);
    }

    @POST
    @Path("{id}/cancel")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(WRITE)
    @Operation(
            summary = "Cancel a sent document",
            description =
                    "Its number stays used; what was taken for it is open again. 409 if something was made of it.")
    public SalesDocument cancel(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        return documents.decide(id, seen, DocumentState.CANCELLED);
    }

    @POST
    @Path("{id}/reopen")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(WRITE)
    @Operation(
            summary = "Take back what was decided",
            description = "409 if it was cancelled and what had been taken for it was used otherwise since.")
    public SalesDocument reopen(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        return documents.decide(id, seen, DocumentState.OPEN);
    }

    @POST
    @Path("{id}/convert")
    @RequiresPermission(WRITE)
    @Operation(
            summary = "Make it into another document or the draft of an invoice",
            description =
                    "All that is open, or so much of each line. 409 at the line if less is open than asked for. An"
                            + " invoice also needs the permission billing.invoice.create.")
    public Response convert(@PathParam("id") Id id, @NotNull @Valid ConvertRequest request) {
        if (request.target() == Target.INVOICE) {
            requireInvoicing();
        }
        return made(documents.convert(id, request.target(), request.parts(), request.opens()));
    }

    @POST
    @Path("merge")
    @RequiresPermission(WRITE)
    @Operation(
            summary = "Make several documents into the draft of one invoice",
            description =
                    "All that is open of them. 409 unless they are of one kind, customer and terms. Also needs the"
                            + " permission billing.invoice.create.")
    public Response merge(@NotNull @Valid MergeRequest request) {
        requireInvoicing();
        return made(documents.merge(request.documents()));
    }

    private static void requireInvoicing() {
        if (!Caller.current().may(INVOICE)) {
            throw ProblemException.of(403, "rest.forbidden", Map.of("permission", INVOICE));
        }
    }

    private static Response made(Converted converted) {
        String path = converted.target() == Target.INVOICE ? "invoices/" : "documents/";
        return Response.created(URI.create(path + converted.id()))
                .entity(converted)
                .build();
    }

    @GET
    @Path("{id}/chain")
    @RequiresPermission(Documents.READ)
    @Operation(
            summary = "What a document came from and what became of it",
            description = "Steps in the order they were made; invoices only for who may see them.")
    public Chain chain(@PathParam("id") Id id) {
        return Chains.visible(documents.chain(id));
    }
}
