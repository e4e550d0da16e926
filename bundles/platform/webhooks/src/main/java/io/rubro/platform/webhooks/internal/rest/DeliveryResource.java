package io.rubro.platform.webhooks.internal.rest;

import io.rubro.platform.ids.Id;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.webhooks.internal.model.Delivery;
import io.rubro.platform.webhooks.internal.model.DeliveryDetail;
import io.rubro.platform.webhooks.internal.service.DeliveryLog;
import io.rubro.platform.webhooks.internal.service.Endpoints;
import io.swagger.v3.oas.annotations.Operation;
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

/** One event on its way to one endpoint. */
@Component(service = DeliveryResource.class)
@JaxrsResource
@Path("deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DeliveryResource {

    private final DeliveryLog log;

    /** Called by the component runtime. */
    @Activate
    public DeliveryResource(@Reference DeliveryLog log) {
        this.log = log;
    }

    @GET
    @Path("{id}")
    @RequiresPermission(Endpoints.READ)
    @Operation(summary = "A delivery: what was sent, and what was answered to each attempt")
    public DeliveryDetail get(@PathParam("id") Id id) {
        return log.get(id);
    }

    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(Endpoints.MANAGE)
    @Operation(
            summary = "Send a delivery again now",
            description = "Whatever became of it; with the same webhook-id, so that who has it knows that he has it.")
    public Delivery replay(@PathParam("id") Id id) {
        return log.replay(id);
    }
}
