package io.rubro.crm.internal.imports;

import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.internal.imports.ContactImport.OnDuplicate;
import io.rubro.crm.internal.imports.ContactImport.Policy;
import io.rubro.crm.internal.imports.ContactImport.RowState;
import io.rubro.crm.internal.imports.ContactImport.Verdict;
import io.rubro.crm.internal.imports.ImportRuns.Choices;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.rest.BodyLimit;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.validation.Valid;
import javax.validation.constraints.NotEmpty;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Contacts from files. */
@Component(service = ImportResource.class)
@JaxrsResource
@Path("imports")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ImportResource {

    private static final String PERMISSION = "crm.contact.import";
    private static final long LARGEST_FILE = 32L * 1024 * 1024;

    private final Imports imports;
    private final RejectedRows rejected;
    private final OwnFields own;
    private final Messages messages;

    /** Called by the component runtime. */
    @Activate
    public ImportResource(
            @Reference Imports imports,
            @Reference RejectedRows rejected,
            @Reference OwnFields own,
            @Reference Messages messages) {
        this.imports = imports;
        this.rejected = rejected;
        this.own = own;
        this.messages = messages;
    }

    /**
     * How a file is to be read.
     *
     * @param mapping the fields by column from 0: name, surname, kind, roles, status, taxId, email, phone, address,
     *     postalCode, city, country, sector, size, source, notes, tags or custom.KEY; a column that is not named is left out
     * @param policy what happens to contacts that are there already; FILL if absent
     * @param onDuplicate what happens to rows that may be a contact that is there; SKIP if absent
     * @param kind of contacts of which the file does not say it; COMPANY if absent
     * @param role all of them get
     * @param tag all of them get
     */
    public record CheckRequest(
            @NotEmpty Map<Integer, @NotNull String> mapping,
            @Nullable Policy policy,
            @Nullable OnDuplicate onDuplicate,
            @Nullable ContactKind kind,
            @Nullable ContactRole role,
            @Size(max = ContactDraft.MAX_TAG) @Nullable String tag) {

        Choices choices() {
            @Nullable
            String label = tag == null || tag.isBlank()
                    ? null
                    : tag.strip().toLowerCase(Locale.ROOT).replace("|", "");
            return new Choices(
                    mapping,
                    Objects.requireNonNullElse(policy, Policy.FILL),
                    Objects.requireNonNullElse(onDuplicate, OnDuplicate.SKIP),
                    Objects.requireNonNullElse(kind, ContactKind.COMPANY),
                    role,
                    label);
        }
    }

    @GET
    @RequiresPermission(PERMISSION)
    @Operation(summary = "Imports of contacts, the latest first")
    public Page<ContactImport> list(@BeanParam PageRequest page) {
        return imports.list(page);
    }

    @POST
    @Consumes({"text/csv", "text/plain", "application/octet-stream", "application/vnd.ms-excel"})
    @RequiresPermission(PERMISSION)
    @BodyLimit(LARGEST_FILE)
    @Operation(
            summary = "Uploads a file of contacts",
            description =
                    "Values separated by semicolons, commas or tabs, in UTF-8, UTF-16 or Windows-1252, of up to 50,000"
                            + " rows and 32 MiB; the first row names the columns. The answer's mapping is guessed from it. Nothing is"
                            + " stored as contacts yet. name: of the file.")
    public Response upload(@QueryParam("name") @Nullable String name, InputStream file, @Context UriInfo uri) {
        ContactImport made = imports.upload(name, file, own.keysByLabel());
        return Response.created(uri.getBaseUriBuilder()
                        .path("imports")
                        .path(made.id().toString())
                        .build())
                .entity(made)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(PERMISSION)
    @Operation(summary = "Reads how an import stands")
    public ContactImport get(@PathParam("id") Id id) {
        return imports.get(id);
    }

    @GET
    @Path("{id}/rows")
    @RequiresPermission(PERMISSION)
    @Operation(summary = "The rows of an import", description = "verdict and state: only these.")
    public Page<ImportRow> rows(
            @PathParam("id") Id id,
            @QueryParam("verdict") @Nullable Verdict verdict,
            @QueryParam("state") @Nullable RowState state,
            @BeanParam PageRequest page) {
        return imports.rows(id, verdict, state, page);
    }

    @GET
    @Path("{id}/rejected")
    @Produces({"text/csv;charset=UTF-8", MediaType.APPLICATION_JSON})
    @RequiresPermission(PERMISSION)
    @Operation(summary = "The rows that were left out, with the reason, as a file to correct")
    public Response rejected(@PathParam("id") Id id) throws IOException {
        imports.get(id);
        StringWriter text = new StringWriter();
        rejected.write(
                id,
                messages.text(Caller.current().locale(), "crm.import.reason", Map.of())
                        .orElse("reason"),
                text);
        return Response.ok(text.toString(), "text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"rechazados.csv\"")
                .build();
    }

    @POST
    @Path("{id}/check")
    @RequiresPermission(PERMISSION)
    @Operation(
            summary = "Says how the columns are to be read and begins to check all rows",
            description = "Nothing is stored. The import is CHECKING and then CHECKED; each row has a verdict then.")
    public ContactImport check(@PathParam("id") Id id, @NotNull @Valid CheckRequest request) {
        return imports.check(id, request.choices());
    }

    @POST
    @Path("{id}/start")
    @RequiresPermission(PERMISSION)
    @Operation(summary = "Begins to import what was checked", description = "RUNNING and then DONE.")
    public ContactImport start(@PathParam("id") Id id) {
        return imports.start(id);
    }

    @POST
    @Path("{id}/cancel")
    @RequiresPermission(PERMISSION)
    @Operation(summary = "Stops an import", description = "What was imported by then stays, and can be undone.")
    public ContactImport cancel(@PathParam("id") Id id) {
        return imports.cancel(id);
    }

    @POST
    @Path("{id}/undo")
    @RequiresPermission(PERMISSION)
    @Operation(
            summary = "Begins to take an import back, within thirty days",
            description =
                    "What it made is removed and what it changed restored, unless somebody changed it since: such rows"
                            + " are KEPT and say why. UNDOING and then UNDONE.")
    public ContactImport undo(@PathParam("id") Id id) {
        return imports.undo(id);
    }
}
