package io.rubro.platform.security.internal.rest;

import io.rubro.platform.rest.Page;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.internal.service.DeclaredPermissions;
import io.rubro.platform.security.internal.service.DeclaredPermissions.Declared;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What may be put into a role or an API key. */
@Component(service = PermissionResource.class)
@JaxrsResource
@Path("permissions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public final class PermissionResource {

    private final DeclaredPermissions declared;

    /**
     * A permission in the caller's language.
     *
     * @param module the id of the module it belongs to
     * @param held whether the caller holds it, and so may grant it
     */
    public record PermissionView(String id, String name, String module, String moduleName, boolean held) {

        static PermissionView of(Declared declared) {
            Caller caller = Caller.current();
            String language = caller.locale().toLanguageTag();
            String id = declared.permission().id();
            String name = declared.permission().name(language);
            return new PermissionView(
                    id,
                    name == null ? id : name,
                    declared.module().id(),
                    declared.module().name(language),
                    caller.may(id));
        }
    }

    @Activate
    public PermissionResource(@Reference DeclaredPermissions declared) {
        this.declared = declared;
    }

    @GET
    @Operation(summary = "List the permissions of all running modules")
    public Page<PermissionView> list() {
        List<PermissionView> views =
                declared.grantable().stream().map(PermissionView::of).toList();
        return new Page<>(views, null);
    }
}
