package io.rubro.crm.internal.custom;

import io.rubro.crm.custom.CustomField;
import io.rubro.platform.ids.Id;
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
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The fields an organisation adds to its contacts. */
@Component(service = FieldResource.class)
@JaxrsResource
@Path("contact-fields")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FieldResource {

    private static final String READ = "crm.contact.read";
    private static final String MANAGE = "crm.field.manage";

    private final SqlCustomFields fields;

    /** Called by the component runtime. */
    @Activate
    public FieldResource(@Reference SqlCustomFields fields) {
        this.fields = fields;
    }

    /** How many contacts have a value of a field. */
    public record Usage(long contacts) {}

    /** The fields in the order they are to have. */
    public record Arrangement(@NotNull List<@NotNull Id> ids) {}

    @GET
    @RequiresPermission(READ)
    @Operation(
            summary = "The organisation's own fields in their order",
            description = "deleted=true lists those put away, whose values are not purged yet.")
    public List<CustomField> list(@QueryParam("deleted") boolean deleted) {
        return deleted ? fields.deleted() : fields.list();
    }

    @POST
    @RequiresPermission(MANAGE)
    @Operation(summary = "Adds a field", description = "Without a key one is made of the label.")
    public Response create(@NotNull @Valid FieldDraft draft, @Context UriInfo uri) {
        CustomField field = fields.create(draft);
        return Response.created(
                        uri.getAbsolutePathBuilder().path(field.id().toString()).build())
                .entity(field)
                .build();
    }

    @PUT
    @Path("order")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Puts the fields into an order")
    public List<CustomField> arrange(@NotNull @Valid Arrangement arrangement) {
        return fields.arrange(arrangement.ids());
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    @Operation(summary = "Reads a field, also one put away")
    public CustomField get(@PathParam("id") Id id) {
        return fields.get(id);
    }

    @GET
    @Path("{id}/usage")
    @RequiresPermission(READ)
    @Operation(summary = "How many contacts have a value of a field")
    public Usage usage(@PathParam("id") Id id) {
        return new Usage(fields.usage(id));
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Changes a field", description = "Its key and type stay; so do values that fitted before.")
    public CustomField update(
            @PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen, @NotNull @Valid FieldDraft draft) {
        return fields.update(id, seen, draft);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Puts a field away", description = "It is shown nowhere; its values stay until it is purged.")
    public void delete(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        fields.delete(id, seen);
    }

    @POST
    @Path("{id}/restore")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Brings a field back with its values")
    public CustomField restore(@PathParam("id") Id id) {
        return fields.restore(id);
    }

    @POST
    @Path("{id}/purge")
    @RequiresPermission(MANAGE)
    @Operation(
            summary = "Removes a field that was put away and its values from all contacts",
            description = "Cannot be undone. Answers how many contacts had one.")
    public Usage purge(@PathParam("id") Id id) {
        return new Usage(fields.purge(id));
    }
}
