package io.rubro.crm.es.internal.rest;

import io.rubro.crm.Contact;
import io.rubro.crm.es.internal.json.FullProfile;
import io.rubro.crm.es.internal.json.ProfileRequest;
import io.rubro.crm.es.internal.service.ClientFields;
import io.rubro.crm.es.internal.service.Clients;
import io.rubro.crm.es.internal.service.Names;
import io.rubro.crm.es.internal.service.Permissions;
import io.rubro.crm.es.internal.service.Profiles;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Clients of {@code /api/clientes}. */
@Component(service = ProfileResource.class)
@JaxrsResource
@Path("clientes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProfileResource {

    private final Clients clients;
    private final Profiles profiles;

    @Activate
    public ProfileResource(@Reference Clients clients, @Reference Profiles profiles) {
        this.clients = clients;
        this.profiles = profiles;
    }

    @POST
    @RequiresPermission(Permissions.WRITE_CLIENTS)
    @Operation(
            summary = "Crea un cliente",
            description = "409 si otro tiene el mismo email o CIF; la respuesta lleva entonces el id de ese otro."
                    + " ltv, riesgo_impago y fecha_primera_factura se calculan: si se envían, no cuentan.")
    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    public Response create(@NotNull @Valid ProfileRequest request) {
        Contact contact = clients.create(ClientFields.of(request), Names.PROFILE);
        return Response.status(Response.Status.CREATED)
                .entity(profiles.profile(contact))
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(Permissions.READ_CLIENTS)
    @Operation(
            summary = "Lee el perfil completo de un cliente",
            description = "Datos, personas de contacto, las diez últimas actividades, oportunidades abiertas y salud.")
    public FullProfile get(@PathParam("id") String id) {
        return profiles.full(id);
    }
}
