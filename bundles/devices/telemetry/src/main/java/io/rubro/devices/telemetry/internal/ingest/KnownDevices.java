package io.rubro.devices.telemetry.internal.ingest;

import io.rubro.devices.Device;
import io.rubro.devices.Devices;
import io.rubro.devices.mqtt.DeviceIdentity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for two seconds what the registry says of a device, so that a device that speaks all the time is not looked up
 * all the time. A change counts two seconds later at the latest. Used by one thread.
 */
final class KnownDevices {

    private static final long FRESH = Duration.ofSeconds(2).toNanos();
    private static final int MAX = 20_000;

    private record Known(Optional<Device> device, long since) {}

    private final Devices devices;
    private final Map<DeviceIdentity, Known> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceIdentity, Known> eldest) {
            return size() > MAX;
        }
    };

    KnownDevices(Devices devices) {
        this.devices = devices;
    }

    /** The device of the organisation of the thread. */
    Optional<Device> find(DeviceIdentity identity) {
        @Nullable Known last = known.get(identity);
        long now = System.nanoTime();
        if (last == null || now - last.since() > FRESH) {
            last = new Known(devices.find(identity.device()), now);
            known.remove(identity);
            known.put(identity, last);
        }
        return last.device();
    }
}
