package io.rubro.platform.security.internal.rest;

import io.rubro.platform.security.AllowAnonymous;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.NewUser;
import io.rubro.platform.security.internal.model.OrganizationDraft;
import io.rubro.platform.security.internal.service.AddressThrottle;
import io.rubro.platform.security.internal.service.Setup;
import io.swagger.v3.oas.annotations.Operation;
import javax.validation.Valid;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.Response.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The first organisation and administrator of a fresh installation. */
@Component(service = SetupResource.class)
@JaxrsResource
@Path("setup")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SetupResource {

    private final Setup setup;
    private final AddressThrottle throttle;

    /** What is needed to begin. */
    public record SetupRequest(
            @NotBlank @Size(max = 200) String token,
            @NotNull @Valid OrganizationDraft organization,
            @NotNull @Valid NewUser administrator) {

        @Override
        public String toString() {
            return "SetupRequest[" + organization + ", " + administrator + "]";
        }
    }

    /** Whether this installation waits for its first organisation and administrator. */
    public record SetupState(boolean needed) {}

    @Activate
    public SetupResource(@Reference Setup setup, @Reference AddressThrottle throttle) {
        this.setup = setup;
        this.throttle = throttle;
    }

    @GET
    @AllowAnonymous
    @Operation(summary = "See whether the installation waits to be set up")
    public SetupState state() {
        return new SetupState(!setup.isDone());
    }

    @POST
    @AllowAnonymous
    @Operation(
            summary = "Create the first organisation and its administrator",
            description = "Works once, with the token the first start has written to the data folder. With the header"
                    + " X-Rubro-Console: 1 the refresh token is set as a cookie, as by POST session.")
    public Response install(
            @NotNull @Valid SetupRequest request,
            @HeaderParam(SessionCookie.HEADER) @Nullable String console,
            @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String client) {
        Login login = throttle.attempt(() -> setup.install(
                request.token, request.organization, request.administrator, client == null ? "" : client));
        ResponseBuilder created = Response.status(Response.Status.CREATED);
        return SessionCookie.isConsole(console)
                ? SessionCookie.answer(created, login, true)
                : created.entity(login).build();
    }
}
