package io.rubro.crm.es.internal.rest;

import io.rubro.crm.es.internal.json.Activity;
import io.rubro.crm.es.internal.json.ActivityRequest;
import io.rubro.crm.es.internal.service.Activities;
import io.rubro.crm.es.internal.service.Permissions;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.validation.Valid;
import javax.validation.constraints.Max;
import javax.validation.constraints.Min;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Activities of a client in {@code /api/clientes}. */
@Component(service = ProfileActivityResource.class)
@JaxrsResource
@Path("clientes/{id}/actividades")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProfileActivityResource {

    private final Activities activities;

    @Activate
    public ProfileActivityResource(@Reference Activities activities) {
        this.activities = activities;
    }

    @GET
    @RequiresPermission(Permissions.READ_ACTIVITIES)
    @Operation(summary = "Lista las últimas actividades de un cliente")
    public List<Activity> list(
            @PathParam("id") String id, @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(1000) int limit) {
        return activities.newest(id, limit);
    }

    @POST
    @RequiresPermission(Permissions.WRITE_ACTIVITIES)
    @Operation(summary = "Registra una actividad")
    public Activity add(@PathParam("id") String id, @NotNull @Valid ActivityRequest request) {
        return activities.add(id, request);
    }
}
