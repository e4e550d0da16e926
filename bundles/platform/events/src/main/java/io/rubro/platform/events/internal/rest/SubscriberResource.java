package io.rubro.platform.events.internal.rest;

import io.rubro.platform.events.internal.journal.HeldEvents;
import io.rubro.platform.events.internal.journal.SubscriberStatus;
import io.rubro.platform.events.internal.journal.Subscribers;
import io.rubro.platform.rest.Page;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.tenancy.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
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

/** Who receives events, and how far each is. */
@Component(service = SubscriberResource.class)
@JaxrsResource
@Path("subscribers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SubscriberResource {

    private final Subscribers subscribers;
    private final HeldEvents held;

    @Activate
    public SubscriberResource(@Reference Subscribers subscribers, @Reference HeldEvents held) {
        this.subscribers = subscribers;
        this.held = held;
    }

    /**
     * What became of a request to replay.
     *
     * @param events how many are tried again
     */
    public record Replayed(int events) {}

    @GET
    @RequiresPermission("events.journal.read")
    @Operation(summary = "All subscribers; held and parked count the events of the caller's organisation")
    public Page<SubscriberStatus> list() {
        return new Page<>(subscribers.all(Tenant.current()), null);
    }

    @POST
    @Path("{name}/replay")
    @RequiresPermission("events.journal.manage")
    @Operation(summary = "Tries every parked event of the caller's organisation again")
    public Replayed replay(@PathParam("name") String name) {
        return new Replayed(held.replayParked(name));
    }

    @DELETE
    @Path("{name}")
    @RequiresPermission("platform.events.manage")
    @Operation(summary = "Forgets a subscriber that will not come back; if it does, it starts anew")
    public void forget(@PathParam("name") String name) {
        subscribers.forget(name);
    }
}
