package io.rubro.platform.security.internal.rest;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.HoldsSecret;
import io.rubro.platform.security.AllowAnonymous;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.security.internal.model.ConsoleLogin;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.service.AddressThrottle;
import io.rubro.platform.security.internal.service.Logins;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;
import javax.validation.Valid;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import javax.ws.rs.Consumes;
import javax.ws.rs.CookieParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/**
 * The session of a browser. The refresh token lives in a cookie that scripts cannot read; each request needs the header
 * {@code X-Rubro-Console: 1}, which no other site can make a browser send.
 */
@Component(service = SessionResource.class)
@JaxrsResource
@Path("session")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@HoldsSecret
public final class SessionResource {

    private final Logins logins;
    private final AddressThrottle throttle;

    /**
     * Who wants in.
     *
     * @param remember whether the session outlives the browser; if absent, it does
     */
    public record SessionRequest(
            @NotBlank @Size(max = 254) String email,
            @NotBlank @Size(max = 1000) String password,
            @Nullable Id organizationId,
            @Nullable Boolean remember) {

        @Override
        public String toString() {
            return "SessionRequest[]";
        }
    }

    @Activate
    public SessionResource(@Reference Logins logins, @Reference AddressThrottle throttle) {
        this.logins = logins;
        this.throttle = throttle;
    }

    @POST
    @AllowAnonymous
    @Operation(
            summary = "Log in from the console",
            description = "Sets the cookie rubro_session. Needs the header X-Rubro-Console: 1.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConsoleLogin.class)))
    public Response open(
            @HeaderParam(SessionCookie.HEADER) @Nullable String console,
            @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String client,
            @NotNull @Valid SessionRequest request) {
        SessionCookie.requireHeader(console);
        Login login = throttle.attempt(() ->
                logins.login(request.email, request.password, request.organizationId, client == null ? "" : client));
        return SessionCookie.answer(Response.ok(), login, !Boolean.FALSE.equals(request.remember));
    }

    @POST
    @Path("refresh")
    @Consumes(MediaType.WILDCARD)
    @AllowAnonymous
    @Operation(
            summary = "Get a new access token for the session of the cookie",
            description = "204 if there is no cookie. The cookie is replaced; using an old one ends its session.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConsoleLogin.class)))
    public Response refresh(
            @HeaderParam(SessionCookie.HEADER) @Nullable String console,
            @CookieParam(SessionCookie.NAME) @Nullable String cookie) {
        SessionCookie.requireHeader(console);
        Optional<SessionCookie> session = SessionCookie.of(cookie);
        if (session.isEmpty()) {
            return Response.noContent().build();
        }
        Login login = throttle.attempt(() -> logins.refresh(session.get().token()));
        return SessionCookie.answer(Response.ok(), login, session.get().remember());
    }

    @POST
    @Path("switch")
    @Authenticated
    @Operation(
            summary = "Go on in another organisation of the user",
            description = "Opens a session there, ends the one of the cookie and replaces the cookie.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConsoleLogin.class)))
    public Response switchTo(
            @HeaderParam(SessionCookie.HEADER) @Nullable String console,
            @CookieParam(SessionCookie.NAME) @Nullable String cookie,
            @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String client,
            LoginResource.@NotNull @Valid SwitchRequest request) {
        SessionCookie.requireHeader(console);
        Optional<SessionCookie> old = SessionCookie.of(cookie);
        Login login = logins.switchTo(request.organizationId(), client == null ? "" : client);
        old.ifPresent(session -> logins.logout(session.token()));
        return SessionCookie.answer(
                Response.ok(), login, old.map(SessionCookie::remember).orElse(false));
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    @AllowAnonymous
    @Operation(
            summary = "Log out of the console",
            description = "Ends the session of the cookie and removes the cookie.")
    public Response close(
            @HeaderParam(SessionCookie.HEADER) @Nullable String console,
            @CookieParam(SessionCookie.NAME) @Nullable String cookie) {
        SessionCookie.requireHeader(console);
        SessionCookie.of(cookie).ifPresent(session -> logins.logout(session.token()));
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.forget())
                .build();
    }
}
