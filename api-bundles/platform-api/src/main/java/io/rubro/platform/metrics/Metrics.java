package io.rubro.platform.metrics;

import java.time.Duration;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Numbers for the operator, shown at {@code /metrics} in the Prometheus text format. Names are lower case with dots
 * ({@code events.delivered}); labels come as name, value, name, value and must have few values.
 */
@ProviderType
public interface Metrics {

    /** Adds to a counter. */
    void count(String name, long delta, String... labels);

    /** Notes how long something took. */
    void time(String name, Duration duration, String... labels);

    /**
     * Shows a value that is asked for when somebody looks.
     *
     * @return closes the gauge; close it in {@code @Deactivate}
     */
    AutoCloseable gauge(String name, Supplier<? extends Number> value, String... labels);
}
