package io.rubro.devices.mqtt;

import java.time.Instant;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes note of devices that come, speak and go. Costs the caller nothing: it is kept in memory and written from time to
 * time, the latest wins, and the last second may be lost in a crash.
 */
@ProviderType
public interface DevicePresence {

    /** A device said something. */
    void seen(DeviceIdentity device, Instant at);

    /**
     * These devices have a connection and no others: said by the built-in broker when it begins to tell.
     */
    void onlyOnline(Set<DeviceIdentity> devices);

    /** A device opened its first connection or closed its last one, or said so itself. */
    void online(DeviceIdentity device, boolean online);
}
