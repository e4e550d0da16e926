package io.rubro.crm.es.internal.rest;

import io.rubro.crm.es.internal.service.Advices;
import io.rubro.crm.es.internal.service.Permissions;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
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

/** What to do about a client. */
@Component(service = AdviceResource.class)
@JaxrsResource
@Path("clientes/{id}/recomendaciones")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AdviceResource {

    private final Advices advices;

    @Activate
    public AdviceResource(@Reference Advices advices) {
        this.advices = advices;
    }

    @GET
    @RequiresPermission(Permissions.READ_ADVICE)
    @Operation(summary = "Recomienda qué hacer con un cliente, lo más importante primero")
    public List<String> get(@PathParam("id") String id) {
        return advices.of(id);
    }
}
