package io.rubro.platform.rest.internal.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rubro.platform.rest.internal.publish.ModuleServer;
import io.rubro.platform.rest.internal.publish.Routes;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The OpenAPI 3.1 document of the resources that are published now; made when it is asked for after a change. */
@Component(service = ApiDescription.class)
public final class ApiDescription {

    private final Routes routes;
    private final String version;
    private final Map<String, byte[]> documents = new HashMap<>();
    private long madeAt = -1;

    @Activate
    public ApiDescription(@Reference Routes routes, BundleContext context) {
        this.routes = routes;
        this.version = context.getBundle().getVersion().toString();
    }

    /**
     * The document as JSON.
     *
     * @param module of this module alone; null for everything
     * @return null if there is no such module, or it has no resources
     */
    public synchronized byte @Nullable [] document(@Nullable String module) throws JsonProcessingException {
        long changes = routes.changes();
        if (madeAt != changes) {
            documents.clear();
            madeAt = changes;
        }
        String key = module == null ? "" : module;
        byte @Nullable [] made = documents.get(key);
        if (made == null) {
            List<ModuleServer> servers = new ArrayList<>(routes.servers());
            servers.removeIf(server -> module != null && !server.module().equals(module));
            if (module != null && servers.isEmpty()) {
                return null;
            }
            made = Json31.mapper().writeValueAsBytes(describe(servers, module == null));
            documents.put(key, made);
        }
        return made;
    }

    private OpenAPI describe(List<ModuleServer> servers, boolean all) {
        servers.sort(Comparator.comparing(ModuleServer::basePath).thenComparing(ModuleServer::module));
        Components components = SharedParts.components();
        OpenAPI whole = new OpenAPI(SpecVersion.V31)
                .openapi("3.1.0")
                .info(new Info()
                        .title(all ? "Rubro" : "Rubro · " + servers.get(0).name("es"))
                        .version(version)
                        .description(all ? SharedParts.introduction(servers) : null)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .addServersItem(new Server().url("/"))
                .components(components)
                .paths(new Paths())
                .addSecurityItem(new SecurityRequirement().addList(SharedParts.BEARER))
                .addSecurityItem(new SecurityRequirement().addList(SharedParts.API_KEY));
        for (ModuleServer server : servers) {
            whole.addTagsItem(new Tag().name(server.module()).description(server.name("en")));
            OpenAPI part = new ModuleReader(server).read();
            if (part.getPaths() != null) {
                part.getPaths().forEach((path, item) -> {
                    if (!item.readOperations().isEmpty()) {
                        whole.getPaths().addPathItem(path, item);
                    }
                });
            }
            if (part.getComponents() != null && part.getComponents().getSchemas() != null) {
                part.getComponents().getSchemas().forEach(components::addSchemas);
            }
        }
        return whole;
    }
}
