package io.rubro.platform.rest.internal.publish;

import io.rubro.platform.module.Module;
import io.rubro.platform.rest.ApiDialect;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does by hand what the tracker does when services come and go. */
public final class TestPublishing implements AutoCloseable {

    private final Routes routes;
    private final Module module;
    private final List<PublishedResource> resources;
    private final ModuleServer server;

    private TestPublishing(Routes routes, Module module, List<PublishedResource> resources, ModuleServer server) {
        this.routes = routes;
        this.module = module;
        this.resources = resources;
        this.server = server;
    }

    public static TestPublishing publish(
            Routes routes, ModuleServers servers, Module module, @Nullable ApiDialect dialect, List<Object> instances) {
        routes.moduleCame(module);
        List<PublishedResource> resources =
                instances.stream().map(PublishedResource::new).toList();
        ModuleServer server = servers.make(module, resources, dialect);
        routes.put(server);
        return new TestPublishing(routes, module, resources, server);
    }

    /** Takes the objects away while the server still stands, as when a component is deactivated. */
    public void withdraw() {
        resources.forEach(PublishedResource::withdraw);
    }

    public ModuleServer server() {
        return server;
    }

    /** Ends the server after another has taken its place. */
    public void retire() {
        // an answer reaches the client before its request has left the server
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!server.isDeserted()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("a request is still at work");
            }
            Thread.onSpinWait();
        }
        server.close();
    }

    @Override
    public void close() {
        withdraw();
        routes.remove(server);
        retire();
        routes.moduleWent(module);
    }
}
