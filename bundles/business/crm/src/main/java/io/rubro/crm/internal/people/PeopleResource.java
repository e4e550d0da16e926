package io.rubro.crm.internal.people;

import io.rubro.crm.people.People;
import io.rubro.crm.people.Person;
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

/** The people of a contact. */
@Component(service = PeopleResource.class)
@JaxrsResource
@Path("contacts/{id}/people")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PeopleResource {

    private final People people;

    /** Called by the component runtime. */
    @Activate
    public PeopleResource(@Reference People people) {
        this.people = people;
    }

    @GET
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "The people of a contact, the main one first")
    public List<Person> list(@PathParam("id") Id id) {
        return people.list(id);
    }

    @POST
    @RequiresPermission("crm.contact.write")
    @Operation(summary = "Adds a person to a contact", description = "The first one is the main one in any case.")
    public Response add(@PathParam("id") Id id, @NotNull @Valid PersonRequest request, @Context UriInfo uri) {
        Person person = people.add(id, request.toDraft());
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(person.id().toString())
                        .build())
                .entity(person)
                .build();
    }

    @GET
    @Path("{person}")
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "Reads a person of a contact")
    public Person get(@PathParam("id") Id id, @PathParam("person") Id person) {
        return people.get(id, person);
    }

    @PUT
    @Path("{person}")
    @RequiresPermission("crm.contact.write")
    @Operation(
            summary = "Replaces what is stored of a person",
            description = "main: true makes it the main one; absent or false leaves who is main as it is.")
    public Person update(
            @PathParam("id") Id id,
            @PathParam("person") Id person,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid PersonRequest request) {
        return people.update(id, person, seen, request.toDraft());
    }

    @DELETE
    @Path("{person}")
    @RequiresPermission("crm.contact.write")
    @Operation(summary = "Removes a person", description = "The next by name is main then.")
    public void remove(
            @PathParam("id") Id id, @PathParam("person") Id person, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        people.remove(id, person, seen);
    }
}
