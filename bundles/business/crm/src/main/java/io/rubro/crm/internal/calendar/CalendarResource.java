package io.rubro.crm.internal.calendar;

import io.rubro.crm.internal.calendar.Feeds.Feed;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.HoldsSecret;
import io.rubro.platform.security.AllowAnonymous;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.security.SecretAttempts;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Users' calendars for other programs. */
@Component(service = CalendarResource.class)
@JaxrsResource
@Path("calendar")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CalendarResource {

    private static final String CONSOLE = "/console/crm/";

    private final Feeds feeds;
    private final CalendarFeed calendar;
    private final SecretAttempts attempts;

    /** Called by the component runtime. */
    @Activate
    public CalendarResource(
            @Reference Feeds feeds, @Reference CalendarFeed calendar, @Reference SecretAttempts attempts) {
        this.feeds = feeds;
        this.calendar = calendar;
        this.attempts = attempts;
    }

    /**
     * Whether the caller has an address for calendars.
     *
     * @param createdAt since when; null if there is none
     * @param readAt when a calendar asked for it last, to the hour; null if none ever did
     */
    public record FeedState(boolean active, @Nullable Instant createdAt, @Nullable Instant readAt) {

        static FeedState of(Feed feed) {
            return new FeedState(true, feed.createdAt(), feed.readAt());
        }
    }

    /**
     * An address that was made just now, told this once.
     *
     * @param url where calendars find it
     */
    public record NewFeed(String url) {

        @Override
        public String toString() {
            return "NewFeed[url=secret]";
        }
    }

    @GET
    @Path("feed")
    @RequiresPermission(CalendarFeed.PERMISSION)
    @Operation(summary = "Whether the caller has an address for calendar programs")
    public FeedState state() {
        return feeds.of(user()).map(FeedState::of).orElse(new FeedState(false, null, null));
    }

    @POST
    @Path("feed")
    @HoldsSecret
    @RequiresPermission(CalendarFeed.PERMISSION)
    @Operation(
            summary = "Make the caller's address for calendar programs",
            description = "An address he had before is not answered any more. It is a secret and told this once.")
    public NewFeed make(@Context UriInfo uri) {
        String token = feeds.make(user());
        return new NewFeed(uri.getBaseUriBuilder()
                .path("calendar")
                .path(token + ".ics")
                .build()
                .toString());
    }

    @DELETE
    @Path("feed")
    @RequiresPermission(CalendarFeed.PERMISSION)
    @Operation(summary = "End the caller's address for calendar programs")
    public void revoke() {
        feeds.revoke(user());
    }

    @GET
    @Path("{token: [^/]+}.ics")
    @AllowAnonymous
    @Produces({"text/calendar", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "A user's calendar (RFC 5545)",
            description =
                    "What the user still has to do with contacts, for programs that cannot log in: the address is the"
                            + " secret. 404 if it is wrong or was revoked.")
    public Response read(
            @PathParam("token") String token,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String seen,
            @Context UriInfo uri) {
        URI console = uri.getBaseUri().resolve(CONSOLE);
        String text = attempts.attempt(() -> calendar.at(token, console)
                .orElseThrow(() -> ProblemException.of(404, "crm.calendar.no-feed", Map.of())));
        EntityTag tag = new EntityTag(fingerprint(text));
        Response.ResponseBuilder answer = seen != null && seen.contains("\"" + tag.getValue() + "\"")
                ? Response.notModified(tag)
                : Response.ok(text.getBytes(StandardCharsets.UTF_8), Ics.TYPE).tag(tag);
        return answer.header(HttpHeaders.CACHE_CONTROL, "private, no-cache").build();
    }

    /** A program has no calendar of its own. */
    private static Id user() {
        Caller caller = Caller.current();
        @Nullable Id user = caller.kind() == Caller.Kind.USER ? caller.id() : null;
        if (user == null) {
            throw ProblemException.conflict("crm.calendar.users-only", Map.of());
        }
        return user;
    }

    private static String fingerprint(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
