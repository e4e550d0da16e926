package io.rubro.platform.rest.internal.publish;

import io.rubro.platform.rest.ApiDialect;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** The dialects of the modules that have one. */
final class Dialects implements ServiceTrackerCustomizer<ApiDialect, ApiDialect> {

    private final BundleContext context;
    private final LongConsumer changed;
    private final Map<Long, ApiDialect> byBundle = new ConcurrentHashMap<>();
    private final ServiceTracker<ApiDialect, ApiDialect> tracker;

    /** Those of a framework; says which bundle's changed. */
    Dialects(BundleContext context, LongConsumer changed) {
        this.context = context;
        this.changed = changed;
        this.tracker = new ServiceTracker<>(context, ApiDialect.class, this);
    }

    void open() {
        tracker.open();
    }

    void close() {
        tracker.close();
    }

    Optional<ApiDialect> of(long bundle) {
        return Optional.ofNullable(byBundle.get(bundle));
    }

    @Override
    public @Nullable ApiDialect addingService(ServiceReference<ApiDialect> reference) {
        @Nullable ApiDialect dialect = context.getService(reference);
        if (dialect != null) {
            byBundle.put(bundle(reference), dialect);
            changed.accept(bundle(reference));
        }
        return dialect;
    }

    @Override
    public void modifiedService(ServiceReference<ApiDialect> reference, ApiDialect dialect) {
        // its properties mean nothing
    }

    @Override
    public void removedService(ServiceReference<ApiDialect> reference, ApiDialect dialect) {
        byBundle.remove(bundle(reference), dialect);
        changed.accept(bundle(reference));
        context.ungetService(reference);
    }

    private static long bundle(ServiceReference<ApiDialect> reference) {
        return Objects.requireNonNull(reference.getBundle()).getBundleId();
    }
}
