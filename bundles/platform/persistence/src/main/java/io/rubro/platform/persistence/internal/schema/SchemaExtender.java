package io.rubro.platform.persistence.internal.schema;

import io.rubro.platform.module.Module;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.internal.Database;
import io.rubro.platform.persistence.internal.TenantTables;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For every module with a changelog: brings its schema up to date, one module at a time and off the framework's
 * threads, then registers {@link SchemaReady} for it. A schema that fails is logged and its module stays without
 * services; the others go on.
 */
public final class SchemaExtender extends ServiceTracker<Module, CompletableFuture<@Nullable ServiceRegistration<?>>> {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaExtender.class);

    private final SchemaMigration migration;
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "rubro-schemas"));

    public SchemaExtender(BundleContext context, Database database, TenantTables tables) {
        super(context, Module.class, null);
        this.migration = new SchemaMigration(database, tables);
    }

    @Override
    public @Nullable CompletableFuture<@Nullable ServiceRegistration<?>> addingService(
            ServiceReference<Module> reference) {
        Module module = context.getService(reference);
        if (module == null || module.changelog().isEmpty()) {
            return null;
        }
        return CompletableFuture.supplyAsync(() -> bringUp(module), executor);
    }

    private @Nullable ServiceRegistration<?> bringUp(Module module) {
        long start = System.nanoTime();
        try {
            boolean changed = migration.run(Changelog.of(module));
            if (changed) {
                LOG.info("schema of {} made in {} ms", module.id(), (System.nanoTime() - start) / 1_000_000);
            }
        } catch (Exception | LinkageError e) { // a library's missing class must not vanish in the future
            LOG.error("schema of {} {} failed; its services stay away", module.id(), module.version(), e);
            return null;
        }
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("module", module.id()));
        String id = module.id();
        SchemaReady ready = () -> id;
        return context.registerService(SchemaReady.class, ready, properties);
    }

    @Override
    public void removedService(
            ServiceReference<Module> reference, CompletableFuture<@Nullable ServiceRegistration<?>> pending) {
        ServiceRegistration<?> registration = pending.join();
        if (registration != null) {
            registration.unregister();
        }
        context.ungetService(reference);
    }

    @Override
    public void close() {
        super.close();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.warn("a schema change is still running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
