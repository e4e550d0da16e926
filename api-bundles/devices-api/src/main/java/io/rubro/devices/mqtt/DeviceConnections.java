package io.rubro.devices.mqtt;

import io.rubro.platform.ids.Id;
import org.osgi.annotation.versioning.ProviderType;

/** The open connections of devices with the built-in broker. Absent when an external broker is used. */
@ProviderType
public interface DeviceConnections {

    /**
     * Closes every connection of a device and forgets that it was let in: it has to show valid credentials again. Called
     * after its credentials changed. Returns when the connections are closed.
     */
    void disconnect(Id device);
}
