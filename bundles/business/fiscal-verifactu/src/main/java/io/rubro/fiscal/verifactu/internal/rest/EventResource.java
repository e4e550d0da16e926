package io.rubro.fiscal.verifactu.internal.rest;

import io.rubro.fiscal.verifactu.internal.eventlog.Event;
import io.rubro.fiscal.verifactu.internal.eventlog.EventLog;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The log of events of a business that is not in VERI*FACTU. */
@Component(service = EventResource.class)
@JaxrsResource
@Path("events")
@Produces(MediaType.APPLICATION_JSON)
@RequiresPermission("fiscal-verifactu.record.read")
public final class EventResource {

    private final EventLog log;

    /** Called by the component runtime. */
    @Activate
    public EventResource(@Reference EventLog log) {
        this.log = log;
    }

    /**
     * An event.
     *
     * @param type list L2E
     * @param previous the fingerprint of the event before it; null in the first
     * @param note in words; null for nothing
     * @param xml signed; null in lists
     */
    public record View(
            Id id,
            Id chain,
            long position,
            String type,
            String generatedAt,
            String fingerprint,
            @Nullable String previous,
            @Nullable String note,
            @Nullable String xml) {

        static View of(Event event, boolean whole) {
            Event.Link before = event.previous();
            return new View(
                    event.id(),
                    event.chain(),
                    event.position(),
                    event.type(),
                    event.generatedAt(),
                    event.fingerprint(),
                    before == null ? null : before.fingerprint(),
                    event.note(),
                    whole ? event.xml() : null);
        }
    }

    @GET
    @Operation(summary = "The events, the latest first")
    public Page<View> list(@BeanParam PageRequest page) {
        Id before = page.after(1).map(cursor -> id(cursor.get(0))).orElse(null);
        List<Event> events = log.latest(before, page.limit() + 1);
        List<View> views = events.stream().map(event -> View.of(event, false)).toList();
        return Page.of(views, page.limit(), view -> PageRequest.cursor(view.id()));
    }

    private static Id id(String text) {
        try {
            return Id.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    @GET
    @Path("{id}")
    @Operation(summary = "An event with its signed XML")
    public View get(@PathParam("id") Id id) {
        return View.of(
                log.find(id).orElseThrow(() -> ProblemException.notFound("fiscal-verifactu.event-not-found", id)),
                true);
    }
}
