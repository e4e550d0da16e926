package io.rubro.platform.marketplace.internal;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.marketplace.internal.runtime.PluginIsolation;
import io.rubro.platform.marketplace.testing.Server;
import io.rubro.platform.module.Messages;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.rest.ResourcesPublished;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** The marketplace on a real framework and a real database, without declarative services. */
final class Harness implements AutoCloseable {

    final RecordedLive live = new RecordedLive();

    final Server server;
    final List<String> audited = new ArrayList<>();
    /** What the components of plugins wait for or failed with, by symbolic name of their bundle. */
    final List<ComponentConfigurationDTO> configurations = new ArrayList<>();

    private final TestPlatform platform;
    private ServiceRegistration<?> walls;
    Plugins plugins;

    Harness(TestPlatform platform, Path folder) {
        this.platform = platform;
        this.server = new Server(folder);
        open();
    }

    /** Starts the marketplace and waits until it has brought the plugins back. */
    void open() {
        openWithoutWaiting();
        plugins.all(Locale.ENGLISH);
    }

    void openWithoutWaiting() {
        PluginIsolation isolation = new PluginIsolation();
        walls = server.context()
                .registerService(
                        new String[] {ResolverHookFactory.class.getName(), CollisionHook.class.getName()},
                        isolation,
                        null);
        plugins = new Plugins(
                server.context(),
                new Config(),
                platform.transactions(),
                platform.globalSql(),
                platform.schema("marketplace"),
                audit(),
                messages(),
                live,
                components(),
                isolation);
    }

    /** As after {@code kill -9}: the marketplace says no good-bye. The framework's cache and the database stay. */
    void kill() {
        walls.unregister();
        server.stop();
    }

    void restart() {
        kill();
        server.start();
        open();
    }

    /** As the REST layer does when resources answer. */
    ServiceRegistration<ResourcesPublished> serve(String module, long service) {
        ResourcesPublished published = new ResourcesPublished() {
            @Override
            public String module() {
                return module;
            }

            @Override
            public Set<Long> services() {
                return Set.of(service);
            }
        };
        return server.context()
                .registerService(ResourcesPublished.class, published, new Hashtable<>(Map.of("module", module)));
    }

    private Audit audit() {
        return (action, type, id, details) -> audited.add(action + " " + type + " " + details.get("plugin"));
    }

    private static Messages messages() {
        return (locale, key, args) -> Optional.of(key + " " + args);
    }

    private ServiceComponentRuntime components() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                Harness.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (self, method, args) -> switch (method.getName()) {
                    case "getComponentDescriptionDTOs" ->
                        configurations.stream()
                                .map(configuration -> configuration.description)
                                .toList();
                    case "getComponentConfigurationDTOs" ->
                        configurations.stream()
                                .filter(configuration -> configuration.description == args[0])
                                .toList();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public void close() throws Exception {
        plugins.close();
        server.close();
    }

    private static final class Config implements MarketplaceConfig {
        @Override
        public int readySeconds() {
            return 1;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return MarketplaceConfig.class;
        }
    }
}
