package io.rubro.devices.telemetry.internal.ingest;

import io.rubro.devices.telemetry.internal.service.SetAside.Reason;
import io.rubro.platform.metrics.Metrics;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what happens to messages, for the operator. What is dropped is also told in the log, once a minute. */
@Component(service = Counters.class)
public final class Counters {

    private static final Logger LOG = LoggerFactory.getLogger("io.rubro.telemetry");
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** Why a message was dropped. */
    enum Dropped {
        /** The topic is not that of a device. */
        BAD_TOPIC,
        /** There is no such device in that organisation. */
        UNKNOWN_DEVICE,
        /** The device is disabled. */
        DISABLED_DEVICE,
        /** It was sent without asking for a receipt (QoS 0), and there was no room. */
        NO_ROOM,
        /** Too many messages of the device were set aside today. */
        QUOTA
    }

    private final AtomicReference<@Nullable Metrics> metrics = new AtomicReference<>();

    // guarded by this
    private long droppedSinceTold;
    private long toldAt = System.nanoTime() - MINUTE;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindMetrics(Metrics service) {
        metrics.set(service);
    }

    void unbindMetrics(Metrics service) {
        metrics.compareAndSet(service, null);
    }

    void stored(int readings) {
        count("telemetry.readings.stored", readings);
    }

    void repeated() {
        count("telemetry.messages.repeated", 1);
    }

    void setAside(Reason reason) {
        count("telemetry.messages.set_aside", 1, "reason", reason.name().toLowerCase(Locale.ROOT));
    }

    void dropped(Dropped why, String example) {
        count("telemetry.messages.dropped", 1, "reason", why.name().toLowerCase(Locale.ROOT));
        tell(why, example);
    }

    private synchronized void tell(Dropped why, String example) {
        droppedSinceTold++;
        long now = System.nanoTime();
        if (now - toldAt >= MINUTE) {
            LOG.warn("{} messages of devices dropped, the last one: {} {}", droppedSinceTold, why, example);
            droppedSinceTold = 0;
            toldAt = now;
        }
    }

    private void count(String name, long delta, String... labels) {
        @Nullable Metrics service = metrics.get();
        if (service != null && delta > 0) {
            service.count(name, delta, labels);
        }
    }
}
