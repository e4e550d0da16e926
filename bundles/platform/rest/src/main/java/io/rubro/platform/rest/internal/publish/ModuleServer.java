package io.rubro.platform.rest.internal.publish;

import io.rubro.platform.module.Module;
import io.rubro.platform.rest.ApiDialect;
import io.rubro.platform.rest.internal.call.BeanRules;
import io.rubro.platform.rest.internal.call.Gate;
import io.rubro.platform.rest.internal.call.MethodPlan;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.servlet.ServletConfig;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resources of one bundle, answering at the module's path. It never changes: when the resources do, a new server
 * takes its place. All that knows the bundle's classes (mapper, validator, CXF's bus) belongs to it and ends with it.
 */
public final class ModuleServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleServer.class);

    /** How long a server that was replaced waits for the requests in it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Module module;
    private final long bundle;
    private final List<PublishedResource> resources;
    private final @Nullable ApiDialect dialect;
    private final Map<Method, MethodPlan> plans;
    private final Bus bus;
    private final Server server;
    private final AbstractHTTPDestination destination;
    private final BeanRules rules;
    private final Gate gate = new Gate();
    private volatile long retiredAt;

    ModuleServer(
            Module module,
            List<PublishedResource> resources,
            @Nullable ApiDialect dialect,
            Map<Method, MethodPlan> plans,
            Bus bus,
            Server server,
            BeanRules rules) {
        this.module = module;
        this.bundle = module.bundle().getBundleId();
        this.resources = List.copyOf(resources);
        this.dialect = dialect;
        this.plans = Map.copyOf(plans);
        this.bus = bus;
        this.server = server;
        this.destination = (AbstractHTTPDestination) server.getDestination();
        this.rules = rules;
    }

    /** The id of the module. */
    public String module() {
        return module.id();
    }

    /** Where it answers, {@code /api/v1/crm}. */
    public String basePath() {
        return module.basePath();
    }

    /** All paths at whose own and below it answers: {@link #basePath()}, or each root of its module. */
    List<String> paths() {
        return paths(module);
    }

    static List<String> paths(Module module) {
        return module.roots().isEmpty()
                ? List.of(module.basePath())
                : module.roots().stream()
                        .sorted()
                        .map(root -> module.basePath() + "/" + root)
                        .toList();
    }

    /** How it words refusals; null if as all others do. */
    public @Nullable ApiDialect dialect() {
        return dialect;
    }

    /** The name of the module in a language. */
    public String name(String languageTag) {
        return module.name(languageTag);
    }

    /** The classes of its resources. */
    public List<Class<?>> resources() {
        return resources.stream().<Class<?>>map(PublishedResource::type).toList();
    }

    /** Whether it already is what would be published now. */
    boolean serves(Module wanted, List<PublishedResource> present, @Nullable ApiDialect spoken) {
        return module.equals(wanted) && resources.equals(present) && dialect == spoken;
    }

    /** What a call of each of its methods needs. */
    public Map<Method, MethodPlan> plans() {
        return plans;
    }

    long bundle() {
        return bundle;
    }

    /** Goes in, to be followed by {@link #leave()}; false if it is being replaced. */
    public boolean enter() {
        return gate.enter();
    }

    /** Goes out. */
    public void leave() {
        gate.leave();
    }

    /** Answers a request; between {@link #enter()} and {@link #leave()} only. */
    public void handle(ServletConfig config, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        destination.invoke(config, config.getServletContext(), request, response);
    }

    /**
     * Takes no more requests and says whether the last one has left. A request that takes longer than a server that was
     * replaced waits for is cut off.
     */
    boolean isDeserted() {
        if (retiredAt == 0) {
            retiredAt = System.nanoTime();
        }
        if (gate.close(Duration.ZERO)) {
            return true;
        }
        boolean isOverdue = System.nanoTime() - retiredAt > PATIENCE.toNanos();
        if (isOverdue) {
            LOG.warn("{}: a request of the old version is still at work and is cut off", basePath());
        }
        return isOverdue;
    }

    /** Ends it. */
    @Override
    public void close() {
        server.destroy();
        bus.shutdown(true);
        rules.close();
    }
}
