package io.rubro.crm.es.internal.rest;

import io.rubro.crm.Contact;
import io.rubro.crm.es.internal.json.Client;
import io.rubro.crm.es.internal.json.ClientList;
import io.rubro.crm.es.internal.json.ClientRequest;
import io.rubro.crm.es.internal.json.Removed;
import io.rubro.crm.es.internal.service.ClientFields;
import io.rubro.crm.es.internal.service.Clients;
import io.rubro.crm.es.internal.service.Names;
import io.rubro.crm.es.internal.service.Overview;
import io.rubro.crm.es.internal.service.Permissions;
import io.rubro.crm.es.internal.service.Sheets;
import io.rubro.platform.module.Messages;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Map;
import javax.validation.Valid;
import javax.validation.constraints.Max;
import javax.validation.constraints.Min;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Clients of {@code /api/crm}. */
@Component(service = CrmClientResource.class)
@JaxrsResource
@Path("crm/clientes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CrmClientResource {

    private final Clients clients;
    private final Overview overview;
    private final Sheets sheets;
    private final Messages messages;

    @Activate
    public CrmClientResource(
            @Reference Clients clients,
            @Reference Overview overview,
            @Reference Sheets sheets,
            @Reference Messages messages) {
        this.clients = clients;
        this.overview = overview;
        this.sheets = sheets;
        this.messages = messages;
    }

    @GET
    @RequiresPermission(Permissions.READ_CLIENTS)
    @Operation(
            summary = "Lista clientes",
            description = "Por orden de alta; total dice cuántos hay en todas las páginas.")
    public ClientList list(
            @QueryParam("skip") @DefaultValue("0") @Min(0) int skip,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(1000) int limit) {
        return overview.list(skip, limit);
    }

    @POST
    @RequiresPermission(Permissions.WRITE_CLIENTS)
    @Operation(
            summary = "Crea un cliente",
            description = "409 si otro tiene el mismo email o CIF; la respuesta lleva entonces el id de ese otro.")
    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    public Response create(@NotNull @Valid ClientRequest request) {
        Contact contact = clients.create(ClientFields.of(request), Names.CRM);
        return Response.status(Response.Status.CREATED)
                .entity(sheets.client(contact))
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(Permissions.READ_CLIENTS)
    @Operation(summary = "Lee un cliente")
    public Client get(@PathParam("id") String id) {
        return sheets.client(clients.get(id));
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(Permissions.WRITE_CLIENTS)
    @Operation(
            summary = "Cambia un cliente",
            description = "Lo que falta, o es null, se queda como está; un texto vacío lo borra.")
    public Client update(@PathParam("id") String id, @NotNull @Valid ClientRequest request) {
        return sheets.client(clients.update(id, ClientFields.of(request), Names.CRM));
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(Permissions.REMOVE_CLIENTS)
    @Operation(summary = "Elimina un cliente", description = "Se archiva: su historial y sus facturas se conservan.")
    public Removed remove(@PathParam("id") String id) {
        Contact contact = clients.remove(id);
        String message = messages.text(Caller.current().locale(), "crm-es.client.removed", Map.of())
                .orElseThrow();
        return new Removed(contact.id(), message);
    }
}
