package io.rubro.platform.events.internal.journal;

import io.rubro.platform.metrics.Metrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal's numbers for the operator, while somebody collects them. */
@Component(service = JournalMetrics.class)
public final class JournalMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(JournalMetrics.class);

    /** How far a subscriber is behind. */
    private record Lag(Supplier<Long> value, @Nullable AutoCloseable shown) {}

    private volatile @Nullable Metrics metrics;
    private final Map<String, Lag> lags = new HashMap<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public synchronized void bind(Metrics arrived) {
        metrics = arrived;
        lags.replaceAll((subscriber, lag) -> show(subscriber, lag.value));
    }

    public synchronized void unbind(Metrics leaving) {
        if (metrics == leaving) {
            metrics = null;
            lags.replaceAll((subscriber, lag) -> {
                close(lag.shown);
                return new Lag(lag.value, null);
            });
        }
    }

    void count(String name, long delta, String... labels) {
        Metrics current = metrics;
        if (current != null) {
            current.count(name, delta, labels);
        }
    }

    void time(String name, Duration duration, String... labels) {
        Metrics current = metrics;
        if (current != null) {
            current.time(name, duration, labels);
        }
    }

    /** Shows how many positions a subscriber is behind. */
    synchronized void showLag(String subscriber, Supplier<Long> value) {
        hideLag(subscriber);
        lags.put(subscriber, show(subscriber, value));
    }

    synchronized void hideLag(String subscriber) {
        Lag lag = lags.remove(subscriber);
        if (lag != null) {
            close(lag.shown);
        }
    }

    private Lag show(String subscriber, Supplier<Long> value) {
        Metrics current = metrics;
        return new Lag(value, current == null ? null : current.gauge("events.lag", value, "subscriber", subscriber));
    }

    private static void close(@Nullable AutoCloseable gauge) {
        try {
            if (gauge != null) {
                gauge.close();
            }
        } catch (Exception e) {
            LOG.warn("closing a gauge", e);
        }
    }
}
