package io.rubro.crm.internal.interactions;

import io.rubro.crm.Activity;
import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionCounts;
import io.rubro.crm.InteractionFilter;
import io.rubro.crm.InteractionFilter.Due;
import io.rubro.crm.InteractionType;
import io.rubro.crm.Interactions;
import io.rubro.crm.internal.calendar.Invitations;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.BodyLimit;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Interactions of all contacts; they are added to a contact. */
@Component(service = InteractionResource.class)
@JaxrsResource
@Path("interactions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InteractionResource {

    private static final String CALENDAR = "text/calendar";
    private static final long MOST_BYTES = 64 * 1024;
    private static final String ME = "me";

    private final Interactions interactions;
    private final Invitations invitations;

    @Activate
    public InteractionResource(@Reference Interactions interactions, @Reference Invitations invitations) {
        this.interactions = interactions;
        this.invitations = invitations;
    }

    /** When somebody is to be reminded again. */
    public record Snooze(@NotNull Instant until) {}

    @GET
    @RequiresPermission("crm.interaction.read")
    @Operation(
            summary = "Lists interactions with the names of their contacts, newest first",
            description = "contact: only of this one. done: true for what happened, false for what is still to be done."
                    + " due: today, overdue, upcoming, or none for whenever it is. assignee: me, or a user; what nobody is"
                    + " assigned to is its author's. type. text: words in the title or the contact's name."
                    + " sort: -at (default) or at.")
    public Page<Activity> list(
            @QueryParam("contact") @Nullable Id contact,
            @QueryParam("done") @Nullable Boolean done,
            @QueryParam("due") @Nullable String due,
            @QueryParam("assignee") @Nullable String assignee,
            @QueryParam("type") @Nullable InteractionType type,
            @QueryParam("text") @Nullable String text,
            @BeanParam PageRequest page) {
        return interactions.list(
                new InteractionFilter(contact, done, due(due), responsible(assignee), type, text), page);
    }

    @GET
    @Path("counts")
    @RequiresPermission("crm.interaction.read")
    @Operation(
            summary = "How many interactions are overdue, due today and due later",
            description = "contact, assignee, type and text as in the list.")
    public InteractionCounts counts(
            @QueryParam("contact") @Nullable Id contact,
            @QueryParam("assignee") @Nullable String assignee,
            @QueryParam("type") @Nullable InteractionType type,
            @QueryParam("text") @Nullable String text) {
        return interactions.counts(new InteractionFilter(contact, null, null, responsible(assignee), type, text));
    }

    private static @Nullable Due due(@Nullable String due) {
        if (due == null || due.isBlank() || due.equals("none")) {
            return null;
        }
        return Arrays.stream(Due.values())
                .filter(one -> one.name().equalsIgnoreCase(due))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("due", "crm.interaction.due", Map.of("value", due)));
    }

    /** The user whose interactions are meant; a program has none of its own. */
    private static @Nullable Id responsible(@Nullable String assignee) {
        if (assignee == null || assignee.isBlank()) {
            return null;
        }
        Caller caller = Caller.current();
        if (assignee.equals(ME)) {
            return caller.id() == null ? new Id(0) : caller.id();
        }
        try {
            return Id.valueOf(assignee);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("assignee", "crm.interaction.assignee", Map.of("value", assignee));
        }
    }

    @GET
    @Path("{id}")
    @RequiresPermission("crm.interaction.read")
    @Operation(summary = "Reads an interaction")
    public Interaction get(@PathParam("id") Id id) {
        return interactions.get(id);
    }

    @PUT
    @Path("{id}")
    @RequiresPermission("crm.interaction.write")
    @Operation(
            summary = "Replaces what is stored of an interaction",
            description = "409 if it comes from another module, such as an invoice.")
    public Interaction update(
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid InteractionRequest request) {
        return interactions.update(id, seen, request.toDraft());
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("crm.interaction.write")
    @Operation(
            summary = "Deletes an interaction",
            description = "409 if it comes from another module, such as an invoice.")
    public void delete(@PathParam("id") Id id) {
        interactions.delete(id);
    }

    @POST
    @Path("{id}/snooze")
    @RequiresPermission("crm.interaction.write")
    @Operation(
            summary = "Reminds of an interaction at another time",
            description = "409 if it is done, or comes from another module.")
    public Interaction snooze(
            @PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen, @NotNull @Valid Snooze snooze) {
        return interactions.snooze(id, seen, snooze.until());
    }

    @GET
    @Path("{id}/invitation.ics")
    @RequiresPermission("crm.interaction.read")
    @Produces({CALENDAR, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "The invitation to an interaction (iCalendar, RFC 5546)",
            description =
                    "METHOD:REQUEST to those who take part or, if nobody was chosen, to the contact; of one that was"
                            + " deleted in the last 90 days METHOD:CANCEL. 409 if nobody who invites or is invited has an e-mail"
                            + " address.")
    public Response invitation(@PathParam("id") Id id) {
        return Response.ok(invitations.message(id).getBytes(StandardCharsets.UTF_8), CALENDAR + ";charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"invitation.ics\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    @POST
    @Path("invitation-reply")
    @Consumes(CALENDAR)
    @BodyLimit(MOST_BYTES)
    @RequiresPermission("crm.interaction.write")
    @Operation(
            summary = "Notes what somebody answered to an invitation",
            description =
                    "The body is the calendar file (METHOD:REPLY) that came back. An answer older than the one known"
                            + " changes nothing. 422 if it is no answer, or of somebody who was not invited.")
    public List<Interaction> reply(InputStream message) throws IOException {
        return invitations.reply(new String(message.readAllBytes(), StandardCharsets.UTF_8));
    }
}
