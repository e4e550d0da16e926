package io.rubro.platform.events.internal.rest;

import io.rubro.platform.events.internal.journal.HeldEvents;
import io.rubro.platform.events.internal.journal.SubscriberStatus;
import io.rubro.platform.events.internal.journal.Subscribers;
import io.rubro.platform.module.Messages;
import io.rubro.platform.rest.Page;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.tenancy.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
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
    private final Messages messages;

    @Activate
    public SubscriberResource(
            @Reference Subscribers subscribers, @Reference HeldEvents held, @Reference Messages messages) {
        this.subscribers = subscribers;
        this.held = held;
        this.messages = messages;
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
    public Page<SubscriberView> list() {
        List<SubscriberView> views =
                subscribers.all(Tenant.current()).stream().map(this::view).toList();
        return new Page<>(views, null);
    }

    private SubscriberView view(SubscriberStatus status) {
        String title = messages.text(Caller.current().locale(), "subscriber." + status.name(), Map.of())
                .orElse(status.name());
        return SubscriberView.of(status, title);
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
