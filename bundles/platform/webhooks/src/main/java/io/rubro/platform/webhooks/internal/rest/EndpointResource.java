package io.rubro.platform.webhooks.internal.rest;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.HoldsSecret;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.webhooks.internal.model.Delivery;
import io.rubro.platform.webhooks.internal.model.DeliveryState;
import io.rubro.platform.webhooks.internal.model.Endpoint;
import io.rubro.platform.webhooks.internal.model.EndpointDraft;
import io.rubro.platform.webhooks.internal.model.IssuedEndpoint;
import io.rubro.platform.webhooks.internal.model.Standing;
import io.rubro.platform.webhooks.internal.service.DeliveryLog;
import io.rubro.platform.webhooks.internal.service.Endpoints;
import io.rubro.platform.webhooks.internal.service.EventCatalogue;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Where the organisation's events are sent. */
@Component(service = EndpointResource.class)
@JaxrsResource
@Path("endpoints")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class EndpointResource {

    private final Endpoints endpoints;
    private final DeliveryLog log;
    private final EventCatalogue catalogue;

    /** Called by the component runtime. */
    @Activate
    public EndpointResource(
            @Reference Endpoints endpoints, @Reference DeliveryLog log, @Reference EventCatalogue catalogue) {
        this.endpoints = endpoints;
        this.log = log;
        this.catalogue = catalogue;
    }

    /**
     * From when on.
     *
     * @param since what was given up since then is made again
     */
    public record ReplayRequest(@NotNull Instant since) {}

    /** How many deliveries are made again. */
    public record Replayed(int deliveries) {}

    @GET
    @RequiresPermission(Endpoints.READ)
    @Operation(
            summary = "List the endpoints, the oldest first",
            description = "All of them: an organisation has 20 at most.")
    public Page<Endpoint> list() {
        return new Page<>(endpoints.list(), null);
    }

    @GET
    @Path("standings")
    @RequiresPermission(Endpoints.READ)
    @Operation(
            summary = "How each endpoint fares",
            description = "What is waiting, what has arrived and what was given up in the last 30 days.")
    public List<Standing> standings() {
        return endpoints.standings();
    }

    @GET
    @Path("event-types")
    @RequiresPermission(Endpoints.READ)
    @Operation(
            summary = "The event types an endpoint can ask for",
            description =
                    "Those of the modules and plugins that are installed. An endpoint may also ask for a group by a"
                            + " pattern (crm.*, billing.invoice.*) or for everything (*).")
    public List<String> eventTypes() {
        return catalogue.types();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(Endpoints.READ)
    @Operation(summary = "See an endpoint, without its secret")
    public Endpoint get(@PathParam("id") Id id) {
        return endpoints.get(id);
    }

    @HoldsSecret
    @POST
    @RequiresPermission(Endpoints.MANAGE)
    @Operation(
            summary = "Register an endpoint",
            description =
                    "It hears of what happens from now on. The answer holds its secret, which is never shown again."
                            + " Only public addresses over https, unless the operator of the server allows others.")
    public Response create(@NotNull @Valid EndpointDraft draft) {
        IssuedEndpoint issued = endpoints.create(draft);
        return Response.created(URI.create("endpoints/" + issued.endpoint().id()))
                .entity(issued)
                .build();
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(Endpoints.MANAGE)
    @Operation(
            summary = "Replace what an endpoint is",
            description = "Its secret stays. Enabled again, it hears of what happens from then on, and gets what was"
                    + " waiting for it.")
    public Endpoint update(
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid EndpointDraft draft) {
        return endpoints.update(id, seen, draft);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(Endpoints.MANAGE)
    @Operation(summary = "Remove an endpoint with its log")
    public void delete(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        endpoints.delete(id, seen);
    }

    @HoldsSecret
    @POST
    @Path("{id}/rotate")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(Endpoints.MANAGE)
    @Operation(
            summary = "Make a new secret",
            description =
                    "For 24 hours messages are signed with the one before, too. The answer holds the new one, which is"
                            + " never shown again.")
    public IssuedEndpoint rotate(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        return endpoints.rotate(id, seen);
    }

    @POST
    @Path("{id}/test")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(Endpoints.MANAGE)
    @Operation(
            summary = "Send the event webhooks.test",
            description = "At once, and once; the delivery says what came of it.")
    public Delivery test(@PathParam("id") Id id) {
        return log.test(id);
    }

    @POST
    @Path("{id}/replay")
    @RequiresPermission(Endpoints.MANAGE)
    @Operation(summary = "Send everything again that was given up since a moment")
    public Replayed replay(@PathParam("id") Id id, @NotNull @Valid ReplayRequest request) {
        return new Replayed(log.replayFailed(id, request.since()));
    }

    @GET
    @Path("{id}/deliveries")
    @RequiresPermission(Endpoints.READ)
    @Operation(
            summary = "The deliveries of an endpoint, the latest first",
            description = "Those of the last 30 days; state: PENDING, DELIVERED or FAILED.")
    public Page<Delivery> deliveries(
            @PathParam("id") Id id, @BeanParam PageRequest page, @QueryParam("state") @Nullable String state) {
        return log.list(id, state == null || state.isEmpty() ? null : state(state), page);
    }

    private static DeliveryState state(String text) {
        return Arrays.stream(DeliveryState.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("state", "webhooks.delivery.state"));
    }
}
