package io.rubro.crm.es.internal.rest;

import io.rubro.crm.es.internal.json.Person;
import io.rubro.crm.es.internal.json.PersonRequest;
import io.rubro.crm.es.internal.service.Permissions;
import io.rubro.crm.es.internal.service.Persons;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** People of a client in {@code /api/clientes}. */
@Component(service = ProfilePersonResource.class)
@JaxrsResource
@Path("clientes/{id}/contactos")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProfilePersonResource {

    private final Persons persons;

    @Activate
    public ProfilePersonResource(@Reference Persons persons) {
        this.persons = persons;
    }

    @GET
    @RequiresPermission(Permissions.READ_CLIENTS)
    @Operation(summary = "Lista las personas de contacto de un cliente, la principal primero")
    public List<Person> list(@PathParam("id") String id) {
        return persons.list(id);
    }

    @POST
    @RequiresPermission(Permissions.WRITE_CLIENTS)
    @Operation(summary = "Añade una persona de contacto")
    public Person add(@PathParam("id") String id, @NotNull @Valid PersonRequest request) {
        return persons.add(id, request);
    }
}
