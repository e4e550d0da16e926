package io.rubro.platform.observability.internal.health;

import io.rubro.platform.health.HealthCheck;
import io.rubro.platform.module.Module;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.rest.ResourcesPublished;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Whether the server may be given work: everything that should run does, every core module has its schema, the database
 * answers, and no {@link HealthCheck} objects.
 */
@Component(service = Readiness.class)
public final class Readiness {

    private static final long DATABASE_SECONDS = 2;
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final Missing DATABASE = new Missing("database", Map.of());

    private final RuntimeState runtime;
    // lists, not sets: a service may be replaced by one that is equal to it, and the new one comes before the old one
    // goes
    private final List<Module> modules = new CopyOnWriteArrayList<>();
    private final List<SchemaReady> schemas = new CopyOnWriteArrayList<>();
    private final List<ResourcesPublished> published = new CopyOnWriteArrayList<>();
    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();
    // one thread that exists only while somebody asks: a database that hangs must not collect waiting threads
    private final ExecutorService asking = new ThreadPoolExecutor(
            0, 1, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> new Thread(task, "rubro-health"));

    private final AtomicReference<@Nullable GlobalSql> database = new AtomicReference<>();
    private List<Missing> last = List.of();
    private long lookedAt = System.nanoTime() - FRESH_NANOS;

    @Activate
    public Readiness(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.runtime = new RuntimeState(context, components);
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void addModule(Module module) {
        modules.add(module);
    }

    void removeModule(Module module) {
        modules.remove(module);
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void addSchema(SchemaReady schema) {
        schemas.add(schema);
    }

    void removeSchema(SchemaReady schema) {
        schemas.remove(schema);
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void addPublished(ResourcesPublished resources) {
        published.add(resources);
    }

    void removePublished(ResourcesPublished resources) {
        published.remove(resources);
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void addCheck(HealthCheck check) {
        checks.add(check);
    }

    void removeCheck(HealthCheck check) {
        checks.remove(check);
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.OPTIONAL)
    void setDatabase(GlobalSql sql) {
        database.set(sql);
    }

    void unsetDatabase(GlobalSql sql) {
        database.compareAndSet(sql, null);
    }

    @Deactivate
    void close() {
        asking.shutdownNow();
    }

    /**
     * Something that was looked at.
     *
     * @param name {@code runtime}, {@code database}, or what a module named its own
     * @param problems what is wrong with it, in words; empty if all is well
     */
    public record Check(String name, List<String> problems) {}

    /** What is missing, in words; empty if the server is ready. The answer is at most a quarter of a second old. */
    public List<String> missing(Locale locale) {
        return checks(locale).stream()
                .flatMap(check -> check.problems().stream())
                .toList();
    }

    /** All that is looked at, with what is missing; at most a quarter of a second old. */
    public List<Check> checks(Locale locale) {
        Map<Boolean, List<String>> own = look().stream()
                .collect(Collectors.partitioningBy(
                        DATABASE::equals, Collectors.mapping(missing -> missing.words(locale), Collectors.toList())));
        List<Check> all = new ArrayList<>();
        all.add(new Check("runtime", own.getOrDefault(false, List.of())));
        all.add(new Check("database", own.getOrDefault(true, List.of())));
        checks.stream()
                .sorted(Comparator.comparing(HealthCheck::name))
                .map(check ->
                        new Check(check.name(), check.problem(locale).stream().toList()))
                .forEach(all::add);
        return all;
    }

    /** The modules that run, by id. */
    public List<Module> modules() {
        return modules.stream().sorted(Comparator.comparing(Module::id)).toList();
    }

    /** Whether the tables of a module, if it has any, are there. */
    public boolean hasSchema(Module module) {
        return module.changelog().isEmpty() || schemaIds().contains(module.id());
    }

    /** The database in use, as far as it is known. */
    public Optional<Dialect> dialect() {
        GlobalSql sql = database.get();
        return sql == null ? Optional.empty() : Optional.of(sql.dialect());
    }

    private synchronized List<Missing> look() {
        if (System.nanoTime() - lookedAt >= FRESH_NANOS) {
            List<Missing> missing = new ArrayList<>(runtime.missing(modules, schemaIds()));
            missing.addAll(RestState.missing(modules, published));
            if (!databaseAnswers()) {
                missing.add(DATABASE);
            }
            last = missing;
            lookedAt = System.nanoTime();
        }
        return last;
    }

    private Set<String> schemaIds() {
        return schemas.stream().map(SchemaReady::module).collect(Collectors.toSet());
    }

    private boolean databaseAnswers() {
        GlobalSql sql = database.get();
        if (sql == null) {
            return false;
        }
        String question = sql.dialect() == Dialect.DERBY ? "values 1" : "select 1";
        try {
            return asking.submit(
                            () -> sql.queryOne(question, row -> row.getInt(1)).isPresent())
                    .get(DATABASE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            return false;
        }
    }
}
