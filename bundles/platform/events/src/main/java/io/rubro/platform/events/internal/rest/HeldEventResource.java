package io.rubro.platform.events.internal.rest;

import io.rubro.platform.events.internal.journal.HeldEvent;
import io.rubro.platform.events.internal.journal.HeldEvents;
import io.rubro.platform.events.internal.journal.HeldState;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.tenancy.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Events of the caller's organisation that a subscriber could not take, and those that wait behind them. */
@Component(service = HeldEventResource.class)
@JaxrsResource
@Path("held")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HeldEventResource {

    private final HeldEvents held;

    @Activate
    public HeldEventResource(@Reference HeldEvents held) {
        this.held = held;
    }

    /**
     * A held event with what it says.
     *
     * @param payload its JSON, as text
     */
    public record HeldEventDetail(HeldEvent event, String payload) {}

    /**
     * Why an event is given up.
     *
     * @param reason for the audit trail
     */
    public record SkipRequest(@NotNull @Size(min = 3, max = 500) String reason) {}

    @GET
    @RequiresPermission("events.journal.read")
    @Operation(summary = "Held events, by subscriber and position; state: RETRY, PARKED or HELD")
    public Page<HeldEvent> list(
            @BeanParam PageRequest page,
            @QueryParam("subscriber") @Nullable String subscriber,
            @QueryParam("state") @Nullable String state) {
        Optional<List<String>> after = page.after(2);
        List<HeldEvent> rows = held.find(new HeldEvents.Search(
                Tenant.current(),
                subscriber,
                state == null ? null : state(state),
                after.map(keys -> keys.get(0)).orElse(""),
                after.map(keys -> position(keys.get(1))).orElse(0L),
                page.limit() + 1));
        return Page.of(rows, page.limit(), event -> PageRequest.cursor(event.subscriber(), event.position()));
    }

    private static HeldState state(String text) {
        return Arrays.stream(HeldState.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("state", "events.state"));
    }

    private static long position(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    @GET
    @Path("{subscriber}/{position: [0-9]{1,18}}")
    @RequiresPermission("events.journal.read")
    @Operation(summary = "A held event with its payload and its last error")
    public HeldEventDetail get(@PathParam("subscriber") String subscriber, @PathParam("position") long position) {
        HeldEvent event = held.get(subscriber, position);
        return new HeldEventDetail(event, held.payload(event));
    }

    @POST
    @Path("{subscriber}/{position: [0-9]{1,18}}/replay")
    @RequiresPermission("events.journal.manage")
    @Operation(summary = "Tries a held event again now")
    public void replay(@PathParam("subscriber") String subscriber, @PathParam("position") long position) {
        held.replay(subscriber, position);
    }

    @POST
    @Path("{subscriber}/{position: [0-9]{1,18}}/skip")
    @RequiresPermission("events.journal.manage")
    @Operation(summary = "Gives a held event up; what waits behind it goes on")
    public void skip(
            @PathParam("subscriber") String subscriber,
            @PathParam("position") long position,
            @NotNull @Valid SkipRequest request) {
        held.skip(subscriber, position, request.reason());
    }
}
