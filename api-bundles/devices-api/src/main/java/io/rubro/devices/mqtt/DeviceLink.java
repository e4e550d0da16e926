package io.rubro.devices.mqtt;

import org.osgi.annotation.versioning.ProviderType;

/** The way to devices, through the broker. */
@ProviderType
public interface DeviceLink {

    /**
     * Sends a message to a device, at least once, and returns when the broker has stored it.
     *
     * @param topic the end of its topic, after {@code rubro/<organisation>/<device>/down/}
     * @param retained whether the broker keeps it as the topic's last message, for a device that subscribes later
     * @throws io.rubro.platform.problem.ProblemException 503 if the broker cannot be reached or does not answer in time
     */
    void send(DeviceIdentity device, String topic, byte[] payload, boolean retained);
}
