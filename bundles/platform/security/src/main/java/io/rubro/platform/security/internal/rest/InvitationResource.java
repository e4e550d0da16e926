package io.rubro.platform.security.internal.rest;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.HoldsSecret;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.AllowAnonymous;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.security.internal.model.Invitation;
import io.rubro.platform.security.internal.model.InvitationPreview;
import io.rubro.platform.security.internal.model.IssuedInvitation;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.NewInvitation;
import io.rubro.platform.security.internal.service.AddressThrottle;
import io.rubro.platform.security.internal.service.Invitations;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import javax.validation.Valid;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Invitations into the caller's organisation, and what the invited does with them. */
@Component(service = InvitationResource.class)
@JaxrsResource
@Path("invitations")
@RequiresPermission("security.user.manage")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InvitationResource {

    private final Invitations invitations;
    private final AddressThrottle throttle;

    /** An invitation somebody holds. */
    public record TokenRequest(@NotBlank @Size(max = 200) String token) {

        @Override
        public String toString() {
            return "TokenRequest[]";
        }
    }

    /**
     * Who accepts.
     *
     * @param name for somebody new to the installation
     * @param password a new one, or the one of the account he has
     */
    public record AcceptRequest(
            @NotBlank @Size(max = 200) String token,
            @Nullable @Size(max = 120) String name,
            @NotBlank @Size(max = 1000) String password) {

        @Override
        public String toString() {
            return "AcceptRequest[]";
        }
    }

    @Activate
    public InvitationResource(@Reference Invitations invitations, @Reference AddressThrottle throttle) {
        this.invitations = invitations;
        this.throttle = throttle;
    }

    @GET
    @Operation(summary = "List the open invitations")
    public Page<Invitation> list(@BeanParam PageRequest page) {
        return invitations.list(page);
    }

    @HoldsSecret
    @POST
    @Operation(
            summary = "Invite a person into the organisation",
            description = "The token in the answer is shown this once; it works for seven days, once. An earlier"
                    + " invitation of the same address is replaced.")
    public Response create(@NotNull @Valid NewInvitation wanted) {
        IssuedInvitation issued = invitations.create(wanted);
        return Response.created(URI.create("invitations/" + issued.id()))
                .entity(issued)
                .build();
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Take an invitation back")
    public void cancel(@PathParam("id") Id id) {
        invitations.cancel(id);
    }

    @HoldsSecret
    @POST
    @Path("preview")
    @AllowAnonymous
    @Operation(summary = "See what an invitation is about")
    public InvitationPreview preview(@NotNull @Valid TokenRequest request) {
        return throttle.attempt(() -> invitations.preview(request.token));
    }

    @HoldsSecret
    @POST
    @Path("accept")
    @AllowAnonymous
    @Operation(
            summary = "Accept an invitation and log in",
            description = "Who has an account gives its password. With the header X-Rubro-Console: 1 the refresh token"
                    + " is set as a cookie, as by POST session.")
    public Response accept(
            @HeaderParam(SessionCookie.HEADER) @Nullable String console,
            @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String client,
            @NotNull @Valid AcceptRequest request) {
        Login login = throttle.attempt(
                () -> invitations.accept(request.token, request.name, request.password, client == null ? "" : client));
        return SessionCookie.isConsole(console)
                ? SessionCookie.answer(Response.ok(), login, true)
                : Response.ok(login).build();
    }
}
