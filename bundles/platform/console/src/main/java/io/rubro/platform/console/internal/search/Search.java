package io.rubro.platform.console.internal.search;

import io.rubro.platform.console.internal.modules.ModuleCatalog;
import io.rubro.platform.console.internal.search.SearchAnswer.Hit;
import io.rubro.platform.search.SearchHit;
import io.rubro.platform.search.SearchProvider;
import io.rubro.platform.security.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the modules at the same time and waits a second: who has not answered by then, or fails, is left out and named.
 * A provider may keep few threads at a time: one that never answers is soon not asked any more, and holds up nobody else.
 */
@Component(service = Search.class)
public final class Search {

    private static final Logger LOG = LoggerFactory.getLogger(Search.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int AT_A_TIME = 4;

    private final ModuleCatalog catalog;
    private final Duration patience;
    private final Map<SearchProvider, Source> providers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "console-search");
        thread.setDaemon(true);
        return thread;
    });

    /** Where a provider comes from and how many calls of it may still begin. */
    private record Source(Bundle bundle, Semaphore free) {}

    private record Asked(String module, @Nullable Future<List<SearchHit>> answer) {}

    @Activate
    public Search(@Reference ModuleCatalog catalog) {
        this(catalog, PATIENCE);
    }

    Search(ModuleCatalog catalog, Duration patience) {
        this.catalog = catalog;
        this.patience = patience;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addProvider(SearchProvider provider, ServiceReference<SearchProvider> reference) {
        providers.put(provider, new Source(reference.getBundle(), new Semaphore(AT_A_TIME)));
    }

    public void removeProvider(SearchProvider provider) {
        providers.remove(provider);
    }

    @Deactivate
    public void close() {
        threads.shutdown();
    }

    /**
     * Searches in everything the caller may read.
     *
     * @param text what was typed; one character finds nothing
     * @param limit how many hits of each provider at most
     */
    public SearchAnswer find(Caller caller, String text, int limit) {
        List<Asked> asked = ask(caller, text, limit);
        long deadline = System.nanoTime() + patience.toNanos();
        Map<String, Boolean> incomplete = new LinkedHashMap<>();
        List<Hit> found = new ArrayList<>();
        for (Asked one : asked) {
            Optional<List<SearchHit>> hits = await(one, deadline);
            if (hits.isEmpty()) {
                incomplete.put(one.module, true);
            }
            hits.orElse(List.of()).stream()
                    .limit(limit)
                    .map(hit -> new Hit(one.module, hit.icon(), hit.title(), hit.subtitle(), hit.path()))
                    .forEach(found::add);
        }
        return new SearchAnswer(found, List.copyOf(incomplete.keySet()));
    }

    private List<Asked> ask(Caller caller, String text, int limit) {
        List<Asked> asked = new ArrayList<>();
        providers.forEach((provider, source) -> {
            Optional<String> module = catalog.moduleOf(source.bundle);
            if (module.isPresent() && caller.may(provider.permission())) {
                asked.add(new Asked(
                        module.get(), start(source.free, () -> caller.call(() -> provider.search(text, limit)))));
            }
        });
        asked.sort(Comparator.comparing(Asked::module));
        return asked;
    }

    /** Null if enough calls of that provider are under way already. */
    private @Nullable Future<List<SearchHit>> start(Semaphore free, Callable<List<SearchHit>> call) {
        if (!free.tryAcquire()) {
            return null;
        }
        try {
            return threads.submit(() -> {
                try {
                    return List.copyOf(call.call());
                } finally {
                    free.release();
                }
            });
        } catch (RejectedExecutionException closing) {
            free.release();
            return null;
        }
    }

    /** Empty if there is no answer in time. It is not interrupted: a database may not survive that. */
    private static Optional<List<SearchHit>> await(Asked asked, long deadline) {
        if (asked.answer == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(asked.answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            LOG.warn("the search of module {} takes too long", asked.module);
        } catch (ExecutionException e) {
            LOG.warn("the search of module {} failed", asked.module, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
