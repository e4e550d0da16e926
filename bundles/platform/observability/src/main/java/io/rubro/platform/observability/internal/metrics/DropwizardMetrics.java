package io.rubro.platform.observability.internal.metrics;

import io.rubro.platform.metrics.Metrics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Each bundle gets an instance of its own, so that the gauges of a plugin go with it even if it forgets to close them:
 * a forgotten one would keep its classes in memory for ever.
 */
@Component(service = Metrics.class, scope = ServiceScope.BUNDLE)
public final class DropwizardMetrics implements Metrics {

    private final MetricStore store;
    private final Map<Supplier<? extends Number>, SeriesKey> gauges = new ConcurrentHashMap<>();

    @Activate
    public DropwizardMetrics(@Reference MetricStore store) {
        this.store = store;
    }

    @Override
    public void count(String name, long delta, String... labels) {
        store.count(SeriesKey.of(name, labels), delta);
    }

    @Override
    public void time(String name, Duration duration, String... labels) {
        store.time(SeriesKey.of(name, labels), duration);
    }

    @Override
    public AutoCloseable gauge(String name, Supplier<? extends Number> value, String... labels) {
        SeriesKey key = SeriesKey.of(name, labels);
        // an own object per call: the same method reference may be given twice
        Supplier<? extends Number> own = value::get;
        gauges.put(own, key);
        store.gauge(key, own);
        return () -> {
            gauges.remove(own);
            store.removeGauge(key, own);
        };
    }

    @Deactivate
    void close() {
        gauges.forEach((value, key) -> store.removeGauge(key, value));
        gauges.clear();
    }
}
