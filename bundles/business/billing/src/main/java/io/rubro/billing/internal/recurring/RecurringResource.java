package io.rubro.billing.internal.recurring;

import io.rubro.billing.Invoice;
import io.rubro.billing.internal.recurring.Template.Deed;
import io.rubro.billing.internal.recurring.Template.Run;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

/** Invoices that are made again and again. */
@Component(service = RecurringResource.class)
@JaxrsResource
@Path("recurring")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RecurringResource {

    private static final String READ = "billing.invoice.read";
    private static final String MANAGE = "billing.recurring.manage";
    private static final String ISSUE = "billing.invoice.issue";

    private final Recurring recurring;

    /** Called by the component runtime. */
    @Activate
    public RecurringResource(@Reference Recurring recurring) {
        this.recurring = recurring;
    }

    @GET
    @RequiresPermission(READ)
    @Operation(summary = "The recurring invoices, by name")
    public List<Template> list() {
        return recurring.list();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public Template get(@PathParam("id") Id id) {
        return recurring.get(id);
    }

    @GET
    @Path("{id}/runs")
    @RequiresPermission(READ)
    @Operation(summary = "What came of a recurring invoice, the latest first")
    public List<Run> runs(@PathParam("id") Id id) {
        return recurring.runs(id);
    }

    @POST
    @RequiresPermission(MANAGE)
    @Operation(
            summary = "Add a recurring invoice",
            description = "One that issues its invoices also needs the permission billing.invoice.issue.")
    public Response create(@NotNull TemplateDraft draft) {
        mayIssue(draft.deed());
        Template template = recurring.create(draft);
        return Response.created(URI.create("recurring/" + template.id()))
                .entity(template)
                .build();
    }

    @POST
    @Path("preview")
    @RequiresPermission(READ)
    @Operation(
            summary = "The first days of a schedule, at most 12",
            description = "Takes a template; nothing is written.")
    public List<LocalDate> preview(@NotNull TemplateDraft draft) {
        return Recurring.preview(draft);
    }

    @GET
    @Path("{id}/next")
    @RequiresPermission(READ)
    @Operation(summary = "The days that follow, at most 12")
    public List<LocalDate> next(@PathParam("id") Id id) {
        Template template = recurring.get(id);
        return template.schedule().next(template.made(), 12);
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Replace what a recurring invoice says")
    public Template update(
            @PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen, @NotNull TemplateDraft draft) {
        mayIssue(draft.deed());
        return recurring.update(id, seen, draft);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Remove a recurring invoice", description = "The invoices it made stay.")
    public void delete(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        recurring.delete(id, seen);
    }

    @POST
    @Path("{id}/pause")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(MANAGE)
    @Operation(summary = "Stop it for a while")
    public Template pause(@PathParam("id") Id id) {
        return recurring.pause(id);
    }

    @POST
    @Path("{id}/resume")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(MANAGE)
    @Operation(summary = "Let it go on", description = "skipMissed=true leaves out what was missed meanwhile.")
    public Template resume(@PathParam("id") Id id, @QueryParam("skipMissed") boolean skipMissed) {
        return recurring.resume(id, skipMissed);
    }

    @POST
    @Path("{id}/skip")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(MANAGE)
    @Operation(summary = "Leave the next one out")
    public Template skip(@PathParam("id") Id id) {
        return recurring.skip(id);
    }

    @POST
    @Path("{id}/run")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(MANAGE)
    @Operation(summary = "Make the next invoice now")
    public Invoice run(@PathParam("id") Id id) {
        mayIssue(recurring.get(id).content().deed());
        return recurring.runNow(id);
    }

    private static void mayIssue(@Nullable Deed deed) {
        if (deed == Deed.ISSUE && !Caller.current().may(ISSUE)) {
            throw ProblemException.of(403, "rest.forbidden", Map.of("permission", ISSUE));
        }
    }
}
