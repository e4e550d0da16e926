package io.rubro.platform.observability.internal.metrics;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The last hour of this process, a sample each fifteen seconds: enough to see what happened without a monitoring system. */
@Component(service = History.class)
public final class History {

    static final int SAMPLES = 240;
    private static final long SECONDS = 15;
    private static final String REQUESTS = "rest.requests";

    private final MetricStore store;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "rubro-history"));
    private final Deque<Sample> samples = new ArrayDeque<>(SAMPLES);
    private long requestsBefore;
    private long failedBefore;

    /**
     * How the process was at one moment.
     *
     * @param heapUsedBytes of the Java heap
     * @param residentBytes as the operating system sees it; null where it does not tell
     * @param requests how many were answered since the sample before
     * @param failed how many of these were answered with a failure of the server (5xx)
     */
    public record Sample(Instant at, long heapUsedBytes, @Nullable Long residentBytes, long requests, long failed) {}

    /** Begins to take samples. */
    @Activate
    public History(@Reference MetricStore store) {
        this(store, 0);
    }

    History(MetricStore store, long firstAfterSeconds) {
        this.store = store;
        clock.scheduleAtFixedRate(this::take, firstAfterSeconds, SECONDS, TimeUnit.SECONDS);
    }

    /** The samples, the oldest first. */
    public synchronized List<Sample> samples() {
        return new ArrayList<>(samples);
    }

    synchronized void take() {
        long requests = 0;
        long failed = 0;
        for (Map.Entry<SeriesKey, MetricStore.Timing> series : store.timings().entrySet()) {
            if (series.getKey().name().equals(REQUESTS)) {
                long count = series.getValue().count();
                requests += count;
                failed += isFailure(series.getKey().labels()) ? count : 0;
            }
        }
        OptionalLong resident = ProcessMetrics.residentBytes();
        Sample sample = new Sample(
                Instant.now(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                resident.isPresent() ? resident.getAsLong() : null,
                requests - requestsBefore,
                failed - failedBefore);
        requestsBefore = requests;
        failedBefore = failed;
        if (samples.size() == SAMPLES) {
            samples.removeFirst();
        }
        samples.addLast(sample);
    }

    private static boolean isFailure(List<String> labels) {
        int at = labels.indexOf("status");
        return at >= 0 && labels.get(at + 1).startsWith("5");
    }

    @Deactivate
    void close() {
        clock.shutdownNow();
    }
}
