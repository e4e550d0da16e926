package io.rubro.crm.internal.consent;

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
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The addresses and numbers of a contact beside its own. */
@Component(service = ChannelResource.class)
@JaxrsResource
@Path("contacts/{id}/channels")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ChannelResource {

    private final Channels channels;

    /** Called by the component runtime. */
    @Activate
    public ChannelResource(@Reference Channels channels) {
        this.channels = channels;
    }

    @GET
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "The addresses and numbers of a contact beside its own")
    public List<ContactChannel> list(@PathParam("id") Id id) {
        return channels.list(id);
    }

    @POST
    @RequiresPermission("crm.contact.write")
    @Operation(summary = "Adds an address or number to a contact", description = "409 if the contact has it already.")
    public Response add(@PathParam("id") Id id, @NotNull @Valid ChannelRequest request, @Context UriInfo uri) {
        ContactChannel channel = channels.add(id, request);
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(channel.id().toString())
                        .build())
                .entity(channel)
                .build();
    }

    @GET
    @Path("{channel}")
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "Reads an address or number of a contact")
    public ContactChannel get(@PathParam("id") Id id, @PathParam("channel") Id channel) {
        return channels.get(id, channel);
    }

    @PUT
    @Path("{channel}")
    @RequiresPermission("crm.contact.write")
    @Operation(summary = "Replaces what is stored of an address or number")
    public ContactChannel update(
            @PathParam("id") Id id,
            @PathParam("channel") Id channel,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid ChannelRequest request) {
        return channels.update(id, channel, seen, request);
    }

    @DELETE
    @Path("{channel}")
    @RequiresPermission("crm.contact.write")
    @Operation(summary = "Removes an address or number", description = "The history of consents stays.")
    public void remove(
            @PathParam("id") Id id, @PathParam("channel") Id channel, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        channels.remove(id, channel, seen);
    }
}
