package io.rubro.platform.console.internal.rest;

import io.rubro.platform.console.internal.notifications.NotificationView;
import io.rubro.platform.console.internal.notifications.StoredNotifications;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The messages the calling user may read. */
@Component(service = NotificationResource.class)
@JaxrsResource
@Path("notifications")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NotificationResource {

    private final StoredNotifications notifications;

    /** How many there are that the user has not seen; 100 stands for that many or more. */
    public record Unseen(int count) {}

    /** The latest the user has seen. */
    public record Seen(@NotNull Id upTo) {}

    /** Called by the component runtime. */
    @Activate
    public NotificationResource(@Reference StoredNotifications notifications) {
        this.notifications = notifications;
    }

    @GET
    @Operation(summary = "List the notifications the caller may read, the latest first")
    public Page<NotificationView> list(@BeanParam PageRequest page) {
        Id user = Person.require();
        int limit = page.limit();
        page.order("-id");
        @Nullable Id before = page.after(1).map(last -> id(last.get(0))).orElse(null);
        return Page.of(
                notifications.list(Caller.current(), user, before, limit + 1),
                limit,
                last -> PageRequest.cursor(last.id()));
    }

    @GET
    @Path("unseen")
    @Operation(summary = "Count the notifications the caller has not seen", description = "At most 100 are counted.")
    public Unseen unseen() {
        Id user = Person.require();
        return new Unseen(notifications.unseen(Caller.current(), user));
    }

    @POST
    @Path("seen")
    @Operation(summary = "Mark the notifications up to one as seen")
    public void seen(@NotNull @Valid Seen seen) {
        notifications.markSeen(Person.require(), seen.upTo);
    }

    private static Id id(String cursor) {
        try {
            return Id.valueOf(cursor);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }
}
