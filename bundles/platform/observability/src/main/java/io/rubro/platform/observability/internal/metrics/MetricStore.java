package io.rubro.platform.observability.internal.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.LockFreeExponentiallyDecayingReservoir;
import com.codahale.metrics.Reservoir;
import com.codahale.metrics.Snapshot;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All series of this process. Bounded: a label with endless values costs its own metric, not the memory of the server. */
@Component(service = MetricStore.class)
public final class MetricStore {

    static final int MOST_SERIES = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(MetricStore.class);

    private final Map<SeriesKey, Counter> counters = new ConcurrentHashMap<>();
    private final Map<SeriesKey, Timing> timings = new ConcurrentHashMap<>();
    private final Map<SeriesKey, Supplier<? extends Number>> gauges = new ConcurrentHashMap<>();
    private final AtomicBoolean full = new AtomicBoolean();

    /** Durations of one series: a decaying sample for the quantiles, exact count and sum. */
    static final class Timing {
        private final Reservoir sample =
                LockFreeExponentiallyDecayingReservoir.builder().build();
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        void add(Duration duration) {
            long value = Math.max(0, duration.toNanos());
            sample.update(value);
            count.increment();
            nanos.add(value);
        }

        Snapshot snapshot() {
            return sample.getSnapshot();
        }

        long count() {
            return count.sum();
        }

        double seconds() {
            return nanos.sum() / 1e9;
        }
    }

    @Activate
    public MetricStore() {}

    void count(SeriesKey key, long delta) {
        series(counters, key, unused -> new Counter()).ifPresent(counter -> counter.inc(delta));
    }

    void time(SeriesKey key, Duration duration) {
        series(timings, key, unused -> new Timing()).ifPresent(timing -> timing.add(duration));
    }

    void gauge(SeriesKey key, Supplier<? extends Number> value) {
        gauges.put(key, value);
    }

    /** Takes the gauge away, unless somebody else has taken its place meanwhile. */
    void removeGauge(SeriesKey key, Supplier<? extends Number> value) {
        gauges.remove(key, value);
    }

    Map<SeriesKey, Counter> counters() {
        return new TreeMap<>(counters);
    }

    Map<SeriesKey, Timing> timings() {
        return new TreeMap<>(timings);
    }

    Map<SeriesKey, Supplier<? extends Number>> gauges() {
        return new TreeMap<>(gauges);
    }

    private <T> Optional<T> series(Map<SeriesKey, T> all, SeriesKey key, Function<SeriesKey, T> maker) {
        T known = all.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        if (counters.size() + timings.size() >= MOST_SERIES) {
            if (full.compareAndSet(false, true)) {
                LOG.warn("more than {} series; {} and all later ones are not counted", MOST_SERIES, key);
            }
            return Optional.empty();
        }
        return Optional.of(all.computeIfAbsent(key, maker));
    }
}
