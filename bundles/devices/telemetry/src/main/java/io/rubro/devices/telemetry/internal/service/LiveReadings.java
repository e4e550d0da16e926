package io.rubro.devices.telemetry.internal.service;

import io.rubro.devices.Value;
import io.rubro.devices.telemetry.internal.model.StoredReading;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows readings on open screens: of each device at most four times a second, with the latest value of every metric that
 * came in between. What waited for hours before it was stored is history, not news.
 */
@Component(service = LiveReadings.class)
public final class LiveReadings {

    private static final Logger LOG = LoggerFactory.getLogger("io.rubro.telemetry");
    private static final Duration NEWS = Duration.ofMinutes(1);
    private static final int PAUSE_MILLIS = 250;

    private final Transactions transactions;
    private final LiveUpdates live;
    private Map<Sender, Latest> gathered = new HashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "rubro-live-readings");
        thread.setDaemon(true);
        return thread;
    });

    private record Sender(Id organization, Id device) {}

    /** The values that came since the last time, by metric, and when the newest was measured. */
    private static final class Latest {
        private final Map<String, Object> metrics = new TreeMap<>();
        private final Map<String, Long> times = new HashMap<>();
        private long at;

        void add(StoredReading reading) {
            if (reading.at() >= times.getOrDefault(reading.metric(), Long.MIN_VALUE)) {
                times.put(reading.metric(), reading.at());
                metrics.put(reading.metric(), value(reading.value()));
                at = Math.max(at, reading.at());
            }
        }

        private static Object value(Value value) {
            if (value instanceof Value.Decimal decimal) {
                return decimal.number().doubleValue(); // for a curve; the exact value is in the history
            }
            return value instanceof Value.Text text ? text.text() : ((Value.Flag) value).flag();
        }
    }

    @Activate
    public LiveReadings(@Reference Transactions transactions, @Reference LiveUpdates live) {
        this.transactions = transactions;
        this.live = live;
        clock.scheduleWithFixedDelay(this::show, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        clock.shutdownNow();
    }

    /** Takes what the current transaction stores for the organisation of the thread; shown if it commits. */
    void stored(Collection<StoredReading> readings) {
        Id organization = Tenant.current();
        long oldest = Instant.now().minus(NEWS).toEpochMilli();
        List<StoredReading> news = readings.stream()
                .filter(reading -> reading.received() >= oldest)
                .toList();
        if (!news.isEmpty()) {
            transactions.afterCompletion(committed -> {
                if (committed) {
                    gather(organization, news);
                }
            });
        }
    }

    private synchronized void gather(Id organization, List<StoredReading> news) {
        for (StoredReading reading : news) {
            gathered.computeIfAbsent(new Sender(organization, reading.device()), s -> new Latest())
                    .add(reading);
        }
    }

    private void show() {
        try {
            take().forEach((sender, latest) -> Tenant.run(
                    sender.organization(),
                    () -> live.publish(
                            "telemetry.reading",
                            "telemetry.reading.read",
                            Map.of(
                                    "device",
                                    sender.device(),
                                    "metrics",
                                    latest.metrics,
                                    "at",
                                    Instant.ofEpochMilli(latest.at)))));
        } catch (RuntimeException e) {
            LOG.warn("telemetry: readings are not shown", e);
        }
    }

    private synchronized Map<Sender, Latest> take() {
        Map<Sender, Latest> taken = gathered;
        gathered = new HashMap<>();
        return taken;
    }
}
