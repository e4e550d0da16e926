package io.rubro.invoice.documents.internal.rest;

import io.rubro.invoice.documents.internal.print.PagePicture;
import io.rubro.invoice.documents.internal.print.PaperFormat;
import io.rubro.invoice.documents.internal.service.InvoiceDocuments;
import io.rubro.invoice.documents.internal.service.PrintTemplate;
import io.rubro.invoice.documents.internal.service.Templates;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.validation.Valid;
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
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The print templates of the organisation. */
@Component(service = TemplateResource.class)
@JaxrsResource
@Path("templates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TemplateResource {

    private static final String MANAGE = "invoice-documents.template.manage";

    private final Templates templates;
    private final InvoiceDocuments documents;

    /** Called by the component runtime. */
    @Activate
    public TemplateResource(@Reference Templates templates, @Reference InvoiceDocuments documents) {
        this.templates = templates;
        this.documents = documents;
    }

    @GET
    @RequiresPermission(MANAGE)
    @Operation(summary = "List the templates", description = "One for each kind of paper: invoice and ticket.")
    public List<PrintTemplate> list() {
        return templates.list();
    }

    @GET
    @Path("{kind}")
    @RequiresPermission(MANAGE)
    public PrintTemplate get(@PathParam("kind") String kind) {
        return templates.get(Parameters.kind(kind));
    }

    @PUT
    @Path("{kind}")
    @RequiresPermission(MANAGE)
    @Operation(
            summary = "Write a template",
            description =
                    "XHTML in the Mustache language. 422 names the line of what is wrong; a template that hides the"
                            + " tax QR code is refused, too. If-Match is \"0\" while there is only the built-in one.")
    public PrintTemplate put(
            @PathParam("kind") String kind,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid TemplateRequest request) {
        PaperFormat format = Parameters.kind(kind);
        documents.check(format, request.html());
        return templates.put(format, seen, request.html(), request.active() == null || request.active());
    }

    @DELETE
    @Path("{kind}")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Go back to the built-in template", description = "What was written is gone.")
    public void reset(@PathParam("kind") String kind, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        templates.reset(Parameters.kind(kind), seen);
    }

    @POST
    @Path("{kind}/preview")
    @Produces("application/pdf")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Try a template", description = "Prints a sample invoice with it; nothing is stored.")
    public Response preview(
            @PathParam("kind") String kind,
            @QueryParam("lang") @Nullable String language,
            @NotNull @Valid TemplateRequest request) {
        return Response.ok(print(kind, language, request)).build();
    }

    @POST
    @Path("{kind}/picture")
    @Produces("image/png")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Try a template and see its first page", description = "As preview, as a picture.")
    public Response picture(
            @PathParam("kind") String kind,
            @QueryParam("lang") @Nullable String language,
            @NotNull @Valid TemplateRequest request) {
        return Response.ok(PagePicture.png(print(kind, language, request), 1)
                        .orElseThrow(() -> ProblemException.notFound("invoice-documents.no-page", 1)))
                .build();
    }

    private byte[] print(String kind, @Nullable String language, TemplateRequest request) {
        return documents
                .preview(Parameters.kind(kind), request.html(), Parameters.language(language))
                .pdf();
    }
}
