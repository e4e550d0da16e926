package io.rubro.crm.es.internal.rest;

import io.rubro.crm.es.internal.json.HealthSheet;
import io.rubro.crm.es.internal.service.HealthSheets;
import io.rubro.crm.es.internal.service.Permissions;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The health of a client. */
@Component(service = HealthResource.class)
@JaxrsResource
@Path("clientes/{id}/salud")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HealthResource {

    private final HealthSheets health;

    @Activate
    public HealthResource(@Reference HealthSheets health) {
        this.health = health;
    }

    @GET
    @RequiresPermission(Permissions.READ_HEALTH)
    @Operation(summary = "Evalúa la salud de un cliente", description = "404 si nunca se le ha facturado.")
    public HealthSheet get(@PathParam("id") String id) {
        return health.get(id);
    }
}
