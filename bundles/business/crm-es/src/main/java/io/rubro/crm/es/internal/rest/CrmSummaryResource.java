package io.rubro.crm.es.internal.rest;

import io.rubro.crm.es.internal.json.Summary;
import io.rubro.crm.es.internal.service.Overview;
import io.rubro.crm.es.internal.service.Permissions;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The customers in figures. */
@Component(service = CrmSummaryResource.class)
@JaxrsResource
@Path("crm/resumen")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CrmSummaryResource {

    private final Overview overview;

    @Activate
    public CrmSummaryResource(@Reference Overview overview) {
        this.overview = overview;
    }

    @GET
    @RequiresPermission(Permissions.READ_DEALS)
    @Operation(summary = "Resumen ejecutivo: clientes, actividades pendientes y valor de lo que está en marcha")
    public Summary get() {
        return overview.summary();
    }
}
