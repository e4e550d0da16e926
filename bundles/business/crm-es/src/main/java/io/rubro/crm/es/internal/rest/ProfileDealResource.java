package io.rubro.crm.es.internal.rest;

import io.rubro.crm.es.internal.json.Project;
import io.rubro.crm.es.internal.json.ProjectRequest;
import io.rubro.crm.es.internal.service.Deals;
import io.rubro.crm.es.internal.service.Permissions;
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

/** Opportunities of a client in {@code /api/clientes}. */
@Component(service = ProfileDealResource.class)
@JaxrsResource
@Path("clientes/{id}/oportunidades")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProfileDealResource {

    private final Deals deals;

    @Activate
    public ProfileDealResource(@Reference Deals deals) {
        this.deals = deals;
    }

    @GET
    @RequiresPermission(Permissions.READ_DEALS)
    @Operation(summary = "Lista las oportunidades abiertas de un cliente")
    public List<Project> list(@PathParam("id") String id) {
        return deals.open(id);
    }

    @POST
    @RequiresPermission(Permissions.WRITE_DEALS)
    @Operation(summary = "Crea una oportunidad de venta")
    public Project add(@PathParam("id") String id, @NotNull @Valid ProjectRequest request) {
        return deals.add(id, request);
    }
}
