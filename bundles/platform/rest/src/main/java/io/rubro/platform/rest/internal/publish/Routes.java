package io.rubro.platform.rest.internal.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.platform.module.Module;
import io.rubro.platform.rest.internal.edge.ApiServlet;
import io.rubro.platform.rest.internal.problem.Problem;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Which server answers at which path, and which modules there are. */
@Component(service = Routes.class)
public final class Routes {

    private static final String VERSION = "/v1/";
    private static final String PLUGINS = "/v1/rubros/";

    private final BundleContext bundles;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, ModuleServer> servers = new ConcurrentHashMap<>();
    private final Map<String, Long> vacant = new ConcurrentHashMap<>();
    private final Map<Long, Module> modules = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /**
     * Where a request goes.
     *
     * @param server the server, or null if there is none
     * @param problem what to answer then
     */
    public record Target(@Nullable ModuleServer server, Problem problem) {}

    @Activate
    public Routes(BundleContext bundles) {
        this.bundles = bundles;
    }

    /** The server for a path, {@code /v1/crm/contacts}. */
    public Target find(String path) {
        String base = base(path);
        @Nullable ModuleServer server = servers.get(base);
        return new Target(server, server == null ? absence(base) : Problem.ofStatus(404));
    }

    /** A module that is stopped or being upgraded will be back; one that is uninstalled, or never was, will not. */
    private Problem absence(String base) {
        @Nullable Long bundle = vacant.get(base);
        if (bundle == null) {
            return Problem.ofStatus(404);
        }
        if (bundles.getBundle(bundle) == null) {
            vacant.remove(base, bundle);
            return Problem.ofStatus(404);
        }
        return Problem.ofStatus(503).retryAfter(2);
    }

    /** The part of a path that says which module is meant: {@code /v1/crm}, {@code /v1/rubros/carniceria}, {@code /crm}. */
    private static String base(String path) {
        int from = path.startsWith(PLUGINS) ? PLUGINS.length() : path.startsWith(VERSION) ? VERSION.length() : 1;
        int end = path.length() < from ? -1 : path.indexOf('/', from);
        return end < 0 ? path : path.substring(0, end);
    }

    private static String key(String path) {
        return path.substring(ApiServlet.CONTEXT_PATH.length());
    }

    /** The server that answers at a path of a module. */
    Optional<ModuleServer> at(String path) {
        return Optional.ofNullable(servers.get(key(path)));
    }

    /** Puts a server in place, at all its paths, and returns the one that was there. */
    Optional<ModuleServer> put(ModuleServer server) {
        @Nullable ModuleServer before = null;
        for (String path : server.paths()) {
            @Nullable ModuleServer there = servers.put(key(path), server);
            before = there == null ? before : there;
            vacant.remove(key(path));
        }
        changes.incrementAndGet();
        return Optional.ofNullable(before);
    }

    /** Takes a server away from all its paths, where it is still the one in place. */
    void remove(ModuleServer server) {
        for (String path : server.paths()) {
            vacant.put(key(path), server.bundle());
            if (!servers.remove(key(path), server)) {
                vacant.remove(key(path));
            }
        }
        changes.incrementAndGet();
    }

    /** All servers. */
    public Collection<ModuleServer> servers() {
        return Set.copyOf(servers.values());
    }

    /** Grows whenever a server comes or goes. */
    public long changes() {
        return changes.get();
    }

    void moduleCame(Module module) {
        modules.put(module.bundle().getBundleId(), module);
    }

    void moduleWent(Module module) {
        modules.remove(module.bundle().getBundleId(), module);
    }

    Optional<Module> module(long bundle) {
        return Optional.ofNullable(modules.get(bundle));
    }

    /** The running modules as JSON. */
    public byte[] list(Locale language) throws JsonProcessingException {
        record Entry(String id, String name, String version, String kind, String basePath) {}
        List<Entry> items = modules.values().stream()
                .sorted(Comparator.comparing(Module::id))
                .map(m -> new Entry(
                        m.id(),
                        m.name(language.toLanguageTag()),
                        m.version(),
                        m.kind().name().toLowerCase(Locale.ROOT),
                        m.basePath()))
                .toList();
        return json.writeValueAsBytes(Map.of("items", items));
    }
}
