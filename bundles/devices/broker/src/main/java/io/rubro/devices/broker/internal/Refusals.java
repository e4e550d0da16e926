package io.rubro.devices.broker.internal;

import io.rubro.platform.metrics.Metrics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what was refused, and tells each sort of it once in ten minutes: a device that tries again and again fills no log. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger("io.rubro.broker");
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final int REMEMBERED = 1000;

    private final LongSupplier clock;
    private final Map<String, Long> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Latest<Metrics> metrics;

    /** @param clock nanoseconds, as {@link System#nanoTime()} */
    Refusals(LongSupplier clock, Latest<Metrics> metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    /** A connection was refused. */
    void connection(@Nullable String user, @Nullable String clientId, String reason) {
        note("connection", user + " " + reason, "user «{}», client «{}»: {}", user, clientId, reason);
    }

    /** A topic was refused. */
    void topic(String user, String topic) {
        note("topic", user, "device {} may neither publish on nor subscribe to «{}»", user, topic);
    }

    private void note(String kind, String key, String format, @Nullable Object... args) {
        @Nullable Metrics counter = metrics.get();
        if (counter != null) {
            counter.count("broker.refused", 1, "kind", kind);
        }
        if (firstInAWhile(kind + " " + key)) {
            LOG.warn("refused: " + format, args);
        }
    }

    /** Whether this was not told in the last ten minutes. */
    synchronized boolean firstInAWhile(String key) {
        long now = clock.getAsLong();
        @Nullable Long last = told.get(key);
        if (last != null && now - last < SILENCE.toNanos()) {
            return false;
        }
        told.remove(key);
        told.put(key, now);
        return true;
    }
}
