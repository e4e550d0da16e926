package io.rubro.crm.internal.merging;

import io.rubro.crm.internal.merging.MergeLog.Entry;
import io.rubro.crm.internal.merging.Unmerge.OnChanged;
import io.rubro.crm.internal.merging.Unmerge.Outcome;
import io.rubro.crm.internal.merging.Unmerge.Preview;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.validation.constraints.NotNull;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Merges that were made, and how they are undone. */
@Component(service = MergeResource.class)
@JaxrsResource
@Path("merges")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MergeResource {

    private final MergeLog log;
    private final Unmerge unmerge;

    /** Called by the component runtime. */
    @Activate
    public MergeResource(@Reference MergeLog log, @Reference Unmerge unmerge) {
        this.log = log;
        this.unmerge = unmerge;
    }

    /** How to undo: what happens to fields that were changed since; REFUSE if absent. */
    public record UndoRequest(@Nullable OnChanged onChanged) {}

    @GET
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "Merges, the latest first", description = "contact: only those it took part in.")
    public Page<Entry> list(@QueryParam("contact") @Nullable Id contact, @BeanParam PageRequest page) {
        return log.list(contact, page);
    }

    @GET
    @Path("{id}/undo")
    @RequiresPermission("crm.contact.merge")
    @Operation(summary = "What an undo would do", description = "Names the fields that were changed since.")
    public Preview preview(@PathParam("id") Id id) {
        return unmerge.preview(id);
    }

    @POST
    @Path("{id}/undo")
    @RequiresPermission("crm.contact.merge")
    @Operation(
            summary = "Undoes a merge",
            description =
                    "Rows and fields go back to the contact they came from; what was added since stays. If fields were"
                            + " changed since: 412 unless onChanged is KEEP, which leaves these as they are, or OVERWRITE. 409 if the"
                            + " contact was merged in turn: that one is undone first.")
    public Outcome undo(@PathParam("id") Id id, @NotNull UndoRequest request) {
        return unmerge.undo(id, request.onChanged() == null ? OnChanged.REFUSE : request.onChanged());
    }
}
