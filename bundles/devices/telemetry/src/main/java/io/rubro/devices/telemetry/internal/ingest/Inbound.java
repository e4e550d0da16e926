package io.rubro.devices.telemetry.internal.ingest;

import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.telemetry.internal.model.Hash;
import java.time.Instant;

/**
 * A message of a device on its way to the store.
 *
 * @param from the device
 * @param topic the end of its topic, after {@code up/}
 * @param payload its bytes
 * @param identity the same when the same message is delivered again
 * @param receivedAt when it arrived: at the broker if that stamped it, else here
 * @param stamped whether the broker said what message it is and when it came
 * @param redelivered whether the broker says that it may have been delivered before
 * @param acknowledgement tells the broker that it is stored
 */
record Inbound(
        DeviceIdentity from,
        String topic,
        byte[] payload,
        long identity,
        Instant receivedAt,
        boolean stamped,
        boolean redelivered,
        Runnable acknowledgement) {

    /**
     * The identity of a message without a stamp. The packet identifier is part of it, because a broker uses it again when
     * it delivers the message again, and a device may well say the same thing twice.
     */
    static long identity(int packet, String topic, byte[] payload) {
        return Hash.of(Hash.of(payload) + "/" + packet + "/" + topic);
    }
}
