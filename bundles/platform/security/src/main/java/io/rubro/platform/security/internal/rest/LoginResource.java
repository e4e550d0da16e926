package io.rubro.platform.security.internal.rest;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.HoldsSecret;
import io.rubro.platform.security.AllowAnonymous;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.service.AddressThrottle;
import io.rubro.platform.security.internal.service.Logins;
import io.swagger.v3.oas.annotations.Operation;
import javax.validation.Valid;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import javax.ws.rs.Consumes;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** In, on and out: tokens for an e-mail address and password, and what follows from them. */
@Component(service = LoginResource.class)
@JaxrsResource
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LoginResource {

    private final Logins logins;
    private final AddressThrottle throttle;

    /** Who wants in. */
    public record LoginRequest(
            @NotBlank @Size(max = 254) String email,
            @NotBlank @Size(max = 1000) String password,
            @Nullable Id organizationId) {

        @Override
        public String toString() {
            return "LoginRequest[]";
        }
    }

    /** A session that is to go on or to end. */
    public record RefreshRequest(@NotBlank @Size(max = 200) String refreshToken) {

        @Override
        public String toString() {
            return "RefreshRequest[]";
        }
    }

    /** Where to. */
    public record SwitchRequest(@NotNull Id organizationId) {}

    @Activate
    public LoginResource(@Reference Logins logins, @Reference AddressThrottle throttle) {
        this.logins = logins;
        this.throttle = throttle;
    }

    @HoldsSecret
    @POST
    @Path("login")
    @AllowAnonymous
    @Operation(summary = "Log in with e-mail address and password")
    public Login login(
            @NotNull @Valid LoginRequest request, @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String client) {
        return throttle.attempt(
                () -> logins.login(request.email, request.password, request.organizationId, name(client)));
    }

    @HoldsSecret
    @POST
    @Path("refresh")
    @AllowAnonymous
    @Operation(
            summary = "Exchange a refresh token for new tokens",
            description = "Each refresh token works once; using one again ends its session.")
    public Login refresh(@NotNull @Valid RefreshRequest request) {
        return throttle.attempt(() -> logins.refresh(request.refreshToken));
    }

    @POST
    @Path("logout")
    @AllowAnonymous
    @Operation(summary = "End the session of a refresh token")
    public void logout(@NotNull @Valid RefreshRequest request) {
        logins.logout(request.refreshToken);
    }

    @HoldsSecret
    @POST
    @Path("switch")
    @Authenticated
    @Operation(summary = "Get tokens for another organisation of the user")
    public Login switchTo(
            @NotNull @Valid SwitchRequest request, @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String client) {
        return logins.switchTo(request.organizationId, name(client));
    }

    private static String name(@Nullable String client) {
        return client == null ? "" : client;
    }
}
