package io.rubro.crm.internal.segments;

import io.rubro.crm.Contact;
import io.rubro.crm.internal.segments.SegmentRequest.Trial;
import io.rubro.crm.segments.Operator;
import io.rubro.crm.segments.Segment;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Segments and who belongs to them. */
@Component(service = SegmentResource.class)
@JaxrsResource
@Path("segments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SegmentResource {

    private static final String READ = "crm.segment.read";
    private static final String WRITE = "crm.segment.write";

    private final StoredSegments segments;

    /** Called by the component runtime. */
    @Activate
    public SegmentResource(@Reference StoredSegments segments) {
        this.segments = segments;
    }

    /**
     * What a condition may ask about.
     *
     * @param key as a condition names it
     * @param type of its values
     * @param operators what can be asked
     * @param choices its possible values; empty if any is
     */
    public record Field(String key, String type, Set<Operator> operators, List<String> choices) {}

    /** How many contacts there are. */
    public record Count(long count) {}

    @GET
    @RequiresPermission(READ)
    @Operation(summary = "Lists the segments by name")
    public List<Segment> list() {
        return segments.list();
    }

    @GET
    @Path("fields")
    @RequiresPermission(READ)
    @Operation(
            summary = "What conditions may ask about",
            description = "Besides these, custom.KEY asks about one of the organisation's own fields, as about a text.")
    public List<Field> fields() {
        return Arrays.stream(SegmentField.values())
                .map(field ->
                        new Field(field.key(), field.type().name(), field.type().operators(), field.choices()))
                .toList();
    }

    @POST
    @Path("preview")
    @RequiresPermission(READ)
    @Operation(summary = "The contacts that meet conditions, by name", description = "cursor and limit as in lists.")
    public Page<Contact> preview(@NotNull @Valid Trial trial, @BeanParam PageRequest page) {
        return segments.preview(SegmentRequest.all(trial.match()), SegmentRequest.conditions(trial.conditions()), page);
    }

    @POST
    @Path("preview/count")
    @RequiresPermission(READ)
    @Operation(summary = "How many contacts meet conditions")
    public Count count(@NotNull @Valid Trial trial) {
        return new Count(
                segments.count(SegmentRequest.all(trial.match()), SegmentRequest.conditions(trial.conditions())));
    }

    @POST
    @RequiresPermission(WRITE)
    @Operation(summary = "Adds a segment", description = "409 if another one has the name.")
    public Response create(@NotNull @Valid SegmentRequest request, @Context UriInfo uri) {
        Segment made = segments.create(request.toDraft());
        return Response.created(uri.getBaseUriBuilder()
                        .path("segments")
                        .path(made.id().toString())
                        .build())
                .entity(made)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    @Operation(summary = "Reads a segment")
    public Segment get(@PathParam("id") Id id) {
        return segments.get(id);
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(WRITE)
    @Operation(summary = "Replaces what is stored of a segment", description = "Its kind stays what it is.")
    public Segment update(
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid SegmentRequest request) {
        return segments.update(id, seen, request.toDraft());
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(WRITE)
    @Operation(summary = "Deletes a segment; its contacts stay")
    public void delete(@PathParam("id") Id id) {
        segments.delete(id);
    }

    @GET
    @Path("{id}/count")
    @RequiresPermission(READ)
    @Operation(summary = "How many contacts belong to a segment now")
    public Count count(@PathParam("id") Id id) {
        return new Count(segments.count(id));
    }

    @GET
    @Path("{id}/members")
    @RequiresPermission(READ)
    @Operation(summary = "The contacts of a segment by name")
    public Page<Contact> members(@PathParam("id") Id id, @BeanParam PageRequest page) {
        return segments.members(id, page);
    }

    @PUT
    @Path("{id}/members/{contact}")
    @RequiresPermission(WRITE)
    @Operation(summary = "Puts a contact into a static segment")
    public void add(@PathParam("id") Id id, @PathParam("contact") Id contact) {
        segments.add(id, contact);
    }

    @DELETE
    @Path("{id}/members/{contact}")
    @RequiresPermission(WRITE)
    @Operation(summary = "Takes a contact out of a static segment")
    public void remove(@PathParam("id") Id id, @PathParam("contact") Id contact) {
        segments.remove(id, contact);
    }
}
