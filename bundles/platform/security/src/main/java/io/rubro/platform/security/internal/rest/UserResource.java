package io.rubro.platform.security.internal.rest;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.HoldsSecret;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.security.internal.model.Member;
import io.rubro.platform.security.internal.model.MemberChange;
import io.rubro.platform.security.internal.model.NewMember;
import io.rubro.platform.security.internal.service.Members;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
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

/** The users of the caller's organisation. */
@Component(service = UserResource.class)
@JaxrsResource
@Path("users")
@RequiresPermission("security.user.manage")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UserResource {

    private final Members members;

    @Activate
    public UserResource(@Reference Members members) {
        this.members = members;
    }

    @GET
    @RequiresPermission("security.user.read")
    @Operation(
            summary = "List the users of the organisation",
            description = "search: part of the name or e-mail address. disabled: true or false")
    public Page<Member> list(
            @BeanParam PageRequest page,
            @QueryParam("search") @Nullable String search,
            @QueryParam("disabled") @Nullable Boolean disabled) {
        return members.list(page, search, disabled);
    }

    @GET
    @Path("{id}")
    @RequiresPermission("security.user.read")
    @Operation(summary = "See a user of the organisation")
    public Member get(@PathParam("id") Id id) {
        return members.get(id);
    }

    @HoldsSecret
    @POST
    @Operation(
            summary = "Add a user to the organisation",
            description = "Somebody new to the installation gets an account with the given password; who has an"
                    + " account already keeps his own password and name.")
    public Response add(@NotNull @Valid NewMember wanted) {
        Member added = members.add(wanted);
        return Response.created(URI.create("users/" + added.id())).entity(added).build();
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Change a user's role, or shut the user out")
    public Member change(
            @PathParam("id") Id id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch seen,
            @NotNull @Valid MemberChange change) {
        return members.change(id, seen, change);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Take a user out of the organisation")
    public void remove(@PathParam("id") Id id) {
        members.remove(id);
    }

    @PUT
    @Path("{id}/password")
    @Operation(summary = "Give a user a new password; all the user's sessions end")
    public void resetPassword(@PathParam("id") Id id, @NotNull @Valid PasswordReset reset) {
        members.resetPassword(id, reset.password());
    }
}
