package io.rubro.platform.persistence.internal.guard;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import javax.persistence.spi.PersistenceProvider;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Puts the guarded JPA provider in the place of EclipseLink's own, which only this bundle can still see. Starts at a
 * lower level than the JPA container, so that no persistence unit is ever made without the guard.
 */
public final class GuardActivator implements BundleActivator {

    private static final String PROVIDER = "javax.persistence.provider";
    private static final String ECLIPSELINK = "org.eclipse.persistence.jpa.PersistenceProvider";
    private static final String WEAVING = "org.apache.aries.jpa.container.weaving.packages";
    private static final String GUARDED = "rubro.guarded";

    private @Nullable ServiceTracker<PersistenceProvider, ServiceRegistration<PersistenceProvider>> tracker;

    @Override
    public void start(BundleContext context) {
        FindHook find = (asking, name, filter, all, references) -> {
            if (asking.getBundle() != context.getBundle()) {
                references.removeIf(GuardActivator::isUnguarded);
            }
        };
        EventListenerHook listen = (event, listeners) -> {
            if (isUnguarded(event.getServiceReference())) {
                listeners.keySet().removeIf(c -> c.getBundle() != context.getBundle());
            }
        };
        context.registerService(FindHook.class, find, null);
        context.registerService(EventListenerHook.class, listen, null);
        tracker = new ProviderTracker(context);
        tracker.open();
    }

    @Override
    public void stop(BundleContext context) {
        if (tracker != null) {
            tracker.close();
        }
    }

    private static boolean isUnguarded(ServiceReference<?> reference) {
        return ECLIPSELINK.equals(reference.getProperty(PROVIDER)) && reference.getProperty(GUARDED) == null;
    }

    private static final class ProviderTracker
            extends ServiceTracker<PersistenceProvider, ServiceRegistration<PersistenceProvider>> {

        ProviderTracker(BundleContext context) {
            super(context, PersistenceProvider.class, null);
        }

        @Override
        public @Nullable ServiceRegistration<PersistenceProvider> addingService(
                ServiceReference<PersistenceProvider> reference) {
            if (!isUnguarded(reference)) {
                return null;
            }
            Dictionary<String, Object> properties = new Hashtable<>(Map.of(PROVIDER, ECLIPSELINK, GUARDED, true));
            Object weaving = reference.getProperty(WEAVING);
            properties.put(
                    WEAVING,
                    weaving instanceof String[] packages ? packages : List.of().toArray(new String[0]));
            return context.registerService(
                    PersistenceProvider.class, new GuardedProvider(context.getService(reference)), properties);
        }

        @Override
        public void removedService(
                ServiceReference<PersistenceProvider> reference,
                ServiceRegistration<PersistenceProvider> registration) {
            registration.unregister();
            context.ungetService(reference);
        }
    }
}
