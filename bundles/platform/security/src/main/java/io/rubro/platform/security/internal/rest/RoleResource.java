package io.rubro.platform.security.internal.rest;

import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.security.internal.model.Role;
import io.rubro.platform.security.internal.model.RoleDraft;
import io.rubro.platform.security.internal.service.RoleEditor;
import io.rubro.platform.security.internal.service.Roles;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
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

/** Roles, built in and the organisation's own. */
@Component(service = RoleResource.class)
@JaxrsResource
@Path("roles")
@RequiresPermission("security.role.manage")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RoleResource {

    private final Roles roles;
    private final RoleEditor editor;

    @Activate
    public RoleResource(@Reference Roles roles, @Reference RoleEditor editor) {
        this.roles = roles;
        this.editor = editor;
    }

    @GET
    @RequiresPermission("security.user.read")
    @Operation(summary = "List the roles a user may be given")
    public Page<Role> list() {
        return new Page<>(roles.list(), null);
    }

    @GET
    @Path("{id}")
    @RequiresPermission("security.user.read")
    @Operation(summary = "See a role and its permissions")
    public Role get(@PathParam("id") String id) {
        return roles.get(id);
    }

    @POST
    @Operation(summary = "Make a role of the organisation's own")
    public Response create(@NotNull @Valid RoleDraft draft) {
        Role created = editor.create(draft);
        return Response.created(URI.create("roles/" + created.id()))
                .entity(created)
                .build();
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Change a role of the organisation's own")
    public Role change(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch seen,
            @NotNull @Valid RoleDraft draft) {
        return editor.change(id, seen, draft);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Delete a role nobody has")
    public void delete(@PathParam("id") String id) {
        editor.delete(id);
    }
}
