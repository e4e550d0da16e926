package io.rubro.platform.console.internal.rest;

import io.rubro.platform.console.internal.modules.ConsoleModule;
import io.rubro.platform.console.internal.modules.ModuleCatalog;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.security.Caller;
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

/** What the console is made of for the caller. */
@Component(service = ModuleResource.class)
@JaxrsResource
@Path("modules")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public final class ModuleResource {

    private final ModuleCatalog catalog;
    private final Organizations organizations;

    /** The running modules. */
    public record ModuleList(List<ConsoleModule> modules) {}

    /** Called by the component runtime. */
    @Activate
    public ModuleResource(@Reference ModuleCatalog catalog, @Reference Organizations organizations) {
        this.catalog = catalog;
        this.organizations = organizations;
    }

    @GET
    @Operation(
            summary = "List the running modules and what the caller may see of their screens",
            description = "Menu entries, pages, widgets, commands, steps and settings the caller lacks the permission"
                    + " for, and those for other countries than its organisation's, are left out; the paths of pages"
                    + " without the permission are in «denied».")
    public ModuleList list() {
        Caller caller = Caller.current();
        String country =
                caller.organization() == null ? null : organizations.current().country();
        return new ModuleList(catalog.list(caller, country));
    }
}
