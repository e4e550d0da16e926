package io.rubro.platform.marketplace.internal.rest;

import io.rubro.platform.marketplace.internal.PluginState;
import io.rubro.platform.marketplace.internal.Plugins;
import io.rubro.platform.rest.BodyLimit;
import io.rubro.platform.rest.Page;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The plugins of this server. */
@Component(service = PluginsResource.class)
@JaxrsResource
@Path("plugins")
@Produces(MediaType.APPLICATION_JSON)
public final class PluginsResource {

    private static final String READ = "platform.plugin.read";
    private static final String MANAGE = "platform.plugin.manage";
    private static final long MOST_BYTES = 50L << 20;

    private final Plugins plugins;

    @Activate
    public PluginsResource(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    /** All plugins by id. */
    @GET
    @RequiresPermission(READ)
    public Page<PluginState> list() {
        return new Page<>(plugins.all(Caller.current().locale()), null);
    }

    /** One plugin: version, state, permissions it declares, licence. */
    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public PluginState get(@PathParam("id") String id) {
        return plugins.get(id, Caller.current().locale());
    }

    /**
     * Installs or upgrades a plugin and answers when it works.
     *
     * @param force whether an older version, or another build of the same version, may replace what is there
     */
    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @BodyLimit(MOST_BYTES)
    @RequiresPermission(MANAGE)
    public Response install(InputStream kar, @QueryParam("force") @DefaultValue("false") boolean force)
            throws IOException {
        PluginState plugin = plugins.install(kar, force);
        return Response.created(URI.create("plugins/" + plugin.id()))
                .entity(plugin)
                .build();
    }

    /** Stops a plugin until it is started again. */
    @POST
    @Path("{id}/stop")
    @RequiresPermission(MANAGE)
    public PluginState stop(@PathParam("id") String id) {
        return plugins.stop(id);
    }

    /** Starts a plugin and answers when it works. */
    @POST
    @Path("{id}/start")
    @RequiresPermission(MANAGE)
    public PluginState start(@PathParam("id") String id) {
        return plugins.start(id);
    }

    /** Removes a plugin; its data stay. */
    @DELETE
    @Path("{id}")
    @RequiresPermission(MANAGE)
    public void remove(@PathParam("id") String id) {
        plugins.remove(id);
    }
}
