package io.rubro.crm.internal.addresses;

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

/** The addresses of a contact beside its own. */
@Component(service = AddressResource.class)
@JaxrsResource
@Path("contacts/{id}/addresses")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AddressResource {

    private final Addresses addresses;

    /** Called by the component runtime. */
    @Activate
    public AddressResource(@Reference Addresses addresses) {
        this.addresses = addresses;
    }

    @GET
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "The addresses of a contact beside its own, by kind, the main one of each first")
    public List<Address> list(@PathParam("id") Id id) {
        return addresses.list(id);
    }

    @POST
    @RequiresPermission("crm.contact.write")
    @Operation(
            summary = "Adds an address to a contact",
            description = "The first one of its kind is the main one in any case.")
    public Response add(@PathParam("id") Id id, @NotNull @Valid AddressRequest request, @Context UriInfo uri) {
        Address address = addresses.add(id, request);
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(address.id().toString())
                        .build())
                .entity(address)
                .build();
    }

    @GET
    @Path("{address}")
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "Reads an address of a contact")
    public Address get(@PathParam("id") Id id, @PathParam("address") Id address) {
        return addresses.get(id, address);
    }

    @PUT
    @Path("{address}")
    @RequiresPermission("crm.contact.write")
    @Operation(
            summary = "Replaces what is stored of an address",
            description = "main: true makes it the main one of its kind; absent or false leaves who is main as it is.")
    public Address update(
            @PathParam("id") Id id,
            @PathParam("address") Id address,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid AddressRequest request) {
        return addresses.update(id, address, seen, request);
    }

    @DELETE
    @Path("{address}")
    @RequiresPermission("crm.contact.write")
    @Operation(summary = "Removes an address", description = "The oldest other of its kind is main then.")
    public void remove(
            @PathParam("id") Id id, @PathParam("address") Id address, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        addresses.remove(id, address, seen);
    }
}
