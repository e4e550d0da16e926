package io.rubro.platform.rest.internal.publish;

import io.rubro.platform.module.Module;
import io.rubro.platform.rest.ApiDialect;
import io.rubro.platform.rest.ResourcesPublished;
import java.util.Collections;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.ws.rs.ext.RuntimeDelegate;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what carries the standard whiteboard property {@code osgi.jaxrs.resource}: all resources of a bundle as one
 * server at the path of its module. A change concerns the server of that bundle and no other. Changes that come together
 * (a bundle starting) are published together.
 */
@Component(service = ResourceTracker.class, immediate = true)
public final class ResourceTracker {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceTracker.class);

    /** How long to wait for more changes of the same kind. */
    private static final long SETTLE_MILLIS = 40;

    /** How long a bundle may have resources before it is known as a module. */
    private static final long ORPHAN_MILLIS = 10_000;

    /** How often it is looked whether the last request has left a server that was replaced. */
    private static final long RETIRE_MILLIS = 50;

    private final BundleContext context;
    private final ModuleServers makes;
    private final Routes routes;
    private final ScheduledExecutorService publisher;
    private final Map<Long, Set<Offer>> offers = new ConcurrentHashMap<>();
    private final Map<Long, List<String>> refused = new ConcurrentHashMap<>();
    private final Set<Long> changed = new HashSet<>();
    private final Map<Long, ServiceRegistration<ResourcesPublished>> announced = new ConcurrentHashMap<>();
    private final ServiceTracker<Module, Module> modules;
    private final ServiceTracker<Object, Offer> resources;
    private final Dialects dialects;

    /** A service that wants to be published, and what became of it. */
    private static final class Offer {
        private final ServiceReference<Object> reference;
        private final long bundle;
        private @Nullable PublishedResource published;
        private boolean withdrawn;

        Offer(ServiceReference<Object> reference) {
            this.reference = reference;
            this.bundle = Objects.requireNonNull(reference.getBundle()).getBundleId();
        }

        /** The resource; empty if it is gone or cannot be made. */
        synchronized Optional<PublishedResource> resource(BundleContext context) {
            if (published == null && !withdrawn) {
                @Nullable Object instance = context.getService(reference);
                published = instance == null ? null : new PublishedResource(instance);
            }
            return withdrawn ? Optional.empty() : Optional.ofNullable(published);
        }

        synchronized boolean isPublished() {
            return published != null && published.defect().isEmpty();
        }

        void withdraw() {
            @Nullable PublishedResource current;
            synchronized (this) {
                withdrawn = true;
                current = published;
                published = null;
            }
            if (current != null) {
                current.withdraw();
            }
        }
    }

    @Activate
    public ResourceTracker(BundleContext context, @Reference ModuleServers makes, @Reference Routes routes)
            throws InvalidSyntaxException {
        // set, not looked up: in a framework the API's own search for an implementation finds nobody
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        this.context = context;
        this.makes = makes;
        this.routes = routes;
        this.publisher = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "rubro-rest-publisher");
            thread.setDaemon(true);
            return thread;
        });
        this.modules = new ServiceTracker<>(context, Module.class, new Modules());
        this.resources = new ServiceTracker<>(
                context, FrameworkUtil.createFilter("(osgi.jaxrs.resource=true)"), new Resources());
        this.dialects = new Dialects(context, this::touch);
        modules.open();
        dialects.open();
        resources.open();
    }

    @Deactivate
    void stop() {
        resources.close();
        dialects.close();
        modules.close();
        publisher.shutdown();
        routes.servers().forEach(this::unpublish);
    }

    private void touch(long bundle) {
        synchronized (changed) {
            boolean isPlanned = !changed.isEmpty();
            changed.add(bundle);
            if (isPlanned || publisher.isShutdown()) {
                return;
            }
        }
        publisher.schedule(this::publishChanges, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void publishChanges() {
        List<Long> bundles;
        synchronized (changed) {
            bundles = List.copyOf(changed);
            changed.clear();
        }
        for (long bundle : bundles) {
            try {
                publish(bundle);
            } catch (RuntimeException | LinkageError e) {
                LOG.error("the resources of bundle {} cannot be published", bundle, e);
            }
        }
    }

    private void publish(long bundle) {
        Optional<Module> module = routes.module(bundle);
        List<PublishedResource> present = module.isEmpty() ? List.of() : present(bundle);
        Optional<ModuleServer> current =
                routes.servers().stream().filter(s -> s.bundle() == bundle).findFirst();
        if (module.isEmpty() || present.isEmpty()) {
            refused.remove(bundle);
            current.ifPresent(this::unpublish);
            if (module.isEmpty() && offers.containsKey(bundle)) {
                publisher.schedule(() -> warnAboutOrphans(bundle), ORPHAN_MILLIS, TimeUnit.MILLISECONDS);
            }
            return;
        }
        @Nullable ApiDialect dialect = dialects.of(bundle).orElse(null);
        if (current.filter(s -> s.serves(module.get(), present, dialect)).isPresent()) {
            return;
        }
        List<String> paths = ModuleServer.paths(module.get());
        current.filter(s -> !s.paths().equals(paths)).ifPresent(this::unpublish);
        Optional<ModuleServer> holder = paths.stream()
                .flatMap(path -> routes.at(path).stream())
                .filter(s -> s.bundle() != bundle)
                .findFirst();
        if (holder.isPresent()) {
            refused.put(bundle, paths);
            LOG.error(
                    "bundle {} is refused at {}: bundle {} answers there",
                    bundle,
                    paths,
                    holder.get().bundle());
            return;
        }
        refused.remove(bundle);
        ModuleServer server = makes.make(module.get(), present, dialect);
        routes.put(server).ifPresent(this::retire);
        announce(module.get().id(), bundle);
        LOG.info(
                "{} is published: {} resources, {} operations",
                String.join(", ", paths),
                present.size(),
                server.plans().size());
    }

    /** Says which resources answer now, to those who wait for it. */
    private void announce(String module, long bundle) {
        Set<Long> services = offers.getOrDefault(bundle, Set.of()).stream()
                .filter(Offer::isPublished)
                .map(offer -> (Long) offer.reference.getProperty(Constants.SERVICE_ID))
                .collect(Collectors.toUnmodifiableSet());
        ServiceRegistration<ResourcesPublished> registration = context.registerService(
                ResourcesPublished.class,
                new Announcement(module, services),
                new Hashtable<>(Map.of("module", module)));
        Optional.ofNullable(announced.put(bundle, registration)).ifPresent(ServiceRegistration::unregister);
    }

    private record Announcement(String module, Set<Long> services) implements ResourcesPublished {}

    private List<PublishedResource> present(long bundle) {
        return offers.getOrDefault(bundle, Set.of()).stream()
                .sorted((a, b) -> a.reference.compareTo(b.reference))
                .map(offer -> offer.resource(context))
                .flatMap(Optional::stream)
                .filter(ResourceTracker::isSound)
                .toList();
    }

    private static boolean isSound(PublishedResource resource) {
        Optional<String> defect = resource.defect();
        defect.ifPresent(
                reason -> LOG.error("{} is not published: {}", resource.type().getName(), reason));
        return defect.isEmpty();
    }

    private void unpublish(ModuleServer server) {
        routes.remove(server);
        Optional.ofNullable(announced.remove(server.bundle())).ifPresent(ServiceRegistration::unregister);
        retire(server);
        LOG.info("{} is gone", String.join(", ", server.paths()));
        // whoever was refused this path may have it now
        refused.forEach((bundle, paths) -> {
            if (!Collections.disjoint(paths, server.paths())) {
                touch(bundle);
            }
        });
    }

    /** Ends a server as soon as the last request has left it; publishing others does not wait for that. */
    private void retire(ModuleServer server) {
        if (server.isDeserted() || publisher.isShutdown()) {
            server.close();
        } else {
            publisher.schedule(() -> retire(server), RETIRE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void warnAboutOrphans(long bundle) {
        int waiting = offers.getOrDefault(bundle, Set.of()).size();
        @Nullable Bundle owner = context.getBundle(bundle);
        if (routes.module(bundle).isEmpty() && waiting > 0 && owner != null) {
            LOG.warn(
                    "{} resources of {} are not published: it is no module (no Rubro-Module header)",
                    waiting,
                    owner.getSymbolicName());
        }
    }

    private final class Modules implements ServiceTrackerCustomizer<Module, Module> {
        @Override
        public @Nullable Module addingService(ServiceReference<Module> reference) {
            @Nullable Module module = context.getService(reference);
            if (module != null) {
                routes.moduleCame(module);
                touch(module.bundle().getBundleId());
            }
            return module;
        }

        @Override
        public void modifiedService(ServiceReference<Module> reference, Module module) {
            touch(module.bundle().getBundleId());
        }

        @Override
        public void removedService(ServiceReference<Module> reference, Module module) {
            routes.moduleWent(module);
            touch(module.bundle().getBundleId());
            context.ungetService(reference);
        }
    }

    private final class Resources implements ServiceTrackerCustomizer<Object, Offer> {
        @Override
        public Offer addingService(ServiceReference<Object> reference) {
            // the object itself is asked for when it is published, together with its neighbours
            Offer offer = new Offer(reference);
            offers.computeIfAbsent(offer.bundle, b -> ConcurrentHashMap.newKeySet())
                    .add(offer);
            touch(offer.bundle);
            return offer;
        }

        @Override
        public void modifiedService(ServiceReference<Object> reference, Offer offer) {
            // nothing we publish depends on other properties
        }

        @Override
        public void removedService(ServiceReference<Object> reference, Offer offer) {
            offers.computeIfPresent(offer.bundle, (b, all) -> {
                all.remove(offer);
                return all.isEmpty() ? null : all;
            });
            offer.withdraw();
            touch(offer.bundle);
            context.ungetService(reference);
        }
    }
}
