package io.rubro.devices.telemetry.internal.ingest;

import io.rubro.devices.telemetry.internal.service.SetAside.Reason;
import io.rubro.platform.ids.Id;
import java.util.HashMap;
import java.util.Map;

/**
 * How many messages of a device are set aside a day: enough to see what is wrong, or to wait for a driver, and not so many
 * that a device that talks nonsense fills the disk. Used by one thread.
 */
final class Quota {

    static final int DRIVER_MISSING = 20_000;
    static final int OTHERWISE = 200;

    private record Key(Id device, boolean missing) {}

    private final Map<Key, Integer> today = new HashMap<>();
    private long day = Long.MIN_VALUE;

    /** Whether one more may be set aside; counts it. */
    boolean take(Id device, Reason reason, long epochDay) {
        if (epochDay != day) {
            day = epochDay;
            today.clear();
        }
        boolean missing = reason == Reason.DRIVER_MISSING;
        return today.merge(new Key(device, missing), 1, Integer::sum) <= (missing ? DRIVER_MISSING : OTHERWISE);
    }
}
