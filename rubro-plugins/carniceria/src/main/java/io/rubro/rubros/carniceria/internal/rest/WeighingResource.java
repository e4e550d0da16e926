package io.rubro.rubros.carniceria.internal.rest;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.rubros.carniceria.internal.model.Scale;
import io.rubro.rubros.carniceria.internal.model.Weighing;
import io.rubro.rubros.carniceria.internal.service.Weighings;
import io.swagger.v3.oas.annotations.Operation;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Scales and what is weighed with them. */
@Component(service = WeighingResource.class)
@JaxrsResource
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class WeighingResource {

    private final Weighings weighings;

    /**
     * What to weigh.
     *
     * @param scale the id of the scale
     * @param product the id of the product that lies on it
     */
    public record WeighingRequest(@NotNull Id scale, @NotNull Id product) {}

    /** Called by the component runtime. */
    @Activate
    public WeighingResource(@Reference Weighings weighings) {
        this.weighings = weighings;
    }

    @GET
    @Path("scales")
    @RequiresPermission("carniceria.weighing.read")
    @Operation(summary = "The scales and what they show now")
    public List<Scale> scales() {
        return weighings.scales();
    }

    @GET
    @Path("weighings")
    @RequiresPermission("carniceria.weighing.read")
    @Operation(
            summary = "What was weighed, the latest first",
            description = "from and to are days (2026-11-20), both included.")
    public Page<Weighing> list(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @BeanParam PageRequest page) {
        return weighings.list(day("from", from), day("to", to), page);
    }

    private static @Nullable LocalDate day(String field, @Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeException notADay) {
            throw ProblemException.invalid(field, "carniceria.weighing.day", Map.of("value", text));
        }
    }

    @GET
    @Path("weighings/today")
    @RequiresPermission("carniceria.weighing.read")
    @Operation(summary = "How much was weighed today, in the organisation's time zone")
    public Weighings.Sum today() {
        return weighings.today();
    }

    @POST
    @Path("weighings")
    @RequiresPermission("carniceria.weighing.create")
    @Operation(
            summary = "Weigh what lies on a scale now",
            description = "409 while the scale moves, is overloaded, empty or has been silent for too long.")
    public Response weigh(@NotNull @Valid WeighingRequest request) {
        return Response.status(Response.Status.CREATED)
                .entity(weighings.weigh(request.scale(), request.product()))
                .build();
    }
}
