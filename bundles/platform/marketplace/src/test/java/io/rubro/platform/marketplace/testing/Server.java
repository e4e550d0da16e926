package io.rubro.platform.marketplace.testing;

import io.rubro.platform.marketplace.testing.KarBuilder.JarBuilder;
import io.rubro.platform.module.Module;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.util.tracker.BundleTracker;

/** A real framework with its folders, that can be stopped, killed and started again. */
public final class Server implements AutoCloseable {

    private static final String SHARED =
            "io.rubro.platform.module;version=1.0,io.rubro.platform.persistence;version=1.0,"
                    + "io.rubro.platform.persistence.global;version=1.0,io.rubro.platform.events;version=1.0";

    public final Path folder;
    private Framework framework;
    private BundleContext marketplace;

    public Server(Path folder) {
        this.folder = folder;
        start();
    }

    /** Starts the framework as the last run left it, with a bundle that stands for the marketplace. */
    public void start() {
        try {
            Files.createDirectories(folder.resolve("base/deploy"));
            framework = new FrameworkFactory()
                    .newFramework(Map.of(
                            Constants.FRAMEWORK_STORAGE,
                            folder.resolve("cache").toString(),
                            Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                            SHARED,
                            "karaf.data",
                            folder.resolve("data").toString(),
                            "karaf.base",
                            folder.resolve("base").toString()));
            framework.start();
            Bundle own = install(JarBuilder.bundle("io.rubro.marketplace", "0.1.0"));
            own.start();
            marketplace = own.getBundleContext();
            modules().open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Registers a module for every active bundle that says it is one, as the platform does. */
    private BundleTracker<ServiceRegistration<?>> modules() {
        return new BundleTracker<>(marketplace, Bundle.ACTIVE, null) {
            @Override
            public ServiceRegistration<?> addingBundle(Bundle bundle, BundleEvent event) {
                if (bundle.getHeaders().get("Rubro-Module") == null
                        || bundle.getHeaders().get("Test-Nameless") != null) {
                    return null;
                }
                String id = bundle.getSymbolicName().replaceFirst("^test\\.", "");
                boolean core = bundle.getHeaders().get("Test-Core") != null;
                return marketplace.registerService(
                        Module.class,
                        module(bundle, core ? Module.Kind.CORE : Module.Kind.PLUGIN),
                        new Hashtable<>(Map.of("module", id)));
            }

            @Override
            public void removedBundle(Bundle bundle, BundleEvent event, ServiceRegistration<?> registration) {
                registration.unregister();
            }
        };
    }

    private static Module module(Bundle bundle, Module.Kind kind) {
        return (Module) Proxy.newProxyInstance(
                Server.class.getClassLoader(),
                new Class<?>[] {Module.class},
                (self, method, args) -> switch (method.getName()) {
                    case "bundle" -> bundle;
                    case "kind" -> kind;
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == args[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    public Bundle install(JarBuilder jar) {
        try {
            return framework
                    .getBundleContext()
                    .installBundle("platform:" + jar.name(), new ByteArrayInputStream(jar.bytes()));
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The context of the marketplace's own bundle, version 0.1.0. */
    public BundleContext context() {
        return marketplace;
    }

    /** Bundles with this symbolic name. */
    public List<Bundle> bundles(String symbolicName) {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .toList();
    }

    public FrameworkStartLevel levels() {
        return framework.adapt(FrameworkStartLevel.class);
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path deploy() {
        return folder.resolve("base/deploy");
    }

    public void stop() {
        try {
            framework.stop();
            framework.waitForStop(10_000);
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void wipeCache() {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
