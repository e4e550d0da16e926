package io.rubro.platform.security.internal.rest;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.security.internal.model.Account;
import io.rubro.platform.security.internal.model.OwnAccess;
import io.rubro.platform.security.internal.model.ProfileChange;
import io.rubro.platform.security.internal.model.SessionInfo;
import io.rubro.platform.security.internal.service.OwnAccount;
import io.swagger.v3.oas.annotations.Operation;
import javax.validation.Valid;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The caller's own account, password and sessions. */
@Component(service = OwnAccountResource.class)
@JaxrsResource
@Path("me")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OwnAccountResource {

    private final OwnAccount own;

    /** A new password, and the one that is to be replaced. */
    public record PasswordChange(@NotBlank @Size(max = 1000) String currentPassword, @NotNull String newPassword) {

        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }

    @Activate
    public OwnAccountResource(@Reference OwnAccount own) {
        this.own = own;
    }

    @GET
    @Operation(summary = "See the own account")
    public Account get() {
        return own.get();
    }

    @PUT
    @Operation(summary = "Change the own name and language")
    public Account change(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch seen, @NotNull @Valid ProfileChange change) {
        return own.change(seen, change);
    }

    @GET
    @Path("access")
    @Operation(summary = "See what the caller may do, and in which organisations")
    public OwnAccess access() {
        return own.access();
    }

    @PUT
    @Path("password")
    @Operation(summary = "Change the own password; all other sessions end")
    public void changePassword(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @DefaultValue("") String authorization,
            @NotNull @Valid PasswordChange change) {
        own.changePassword(authorization, change.currentPassword, change.newPassword);
    }

    @GET
    @Path("sessions")
    @Operation(summary = "See where the user is logged in")
    public Page<SessionInfo> sessions(@HeaderParam(HttpHeaders.AUTHORIZATION) @DefaultValue("") String authorization) {
        return new Page<>(own.sessions(authorization), null);
    }

    @DELETE
    @Path("sessions/{id}")
    @Operation(summary = "End one of the own sessions")
    public void revokeSession(@PathParam("id") Id id) {
        own.revokeSession(id);
    }

    @DELETE
    @Path("sessions")
    @Operation(summary = "End all own sessions but this one")
    public void revokeOtherSessions(@HeaderParam(HttpHeaders.AUTHORIZATION) @DefaultValue("") String authorization) {
        own.revokeOtherSessions(authorization);
    }
}
