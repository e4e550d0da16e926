package io.rubro.billing.internal.rest;

import io.rubro.billing.Series;
import io.rubro.billing.SeriesBook;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The series invoices are numbered in. */
@Component(service = SeriesResource.class)
@JaxrsResource
@Path("series")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SeriesResource {

    private final SeriesBook series;

    /** Called by the component runtime. */
    @Activate
    public SeriesResource(@Reference SeriesBook series) {
        this.series = series;
    }

    @GET
    @RequiresPermission("billing.invoice.read")
    public List<Series> list() {
        return series.list();
    }

    @POST
    @RequiresPermission("billing.series.manage")
    @Operation(summary = "Open a series", description = "What a series is made of never changes afterwards.")
    public Response open(@NotNull @Valid SeriesRequest request) {
        return Response.status(Response.Status.CREATED)
                .entity(series.open(request.toDraft()))
                .build();
    }
}
