package io.rubro.devices.driver;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A message of a device, as it arrived. */
public final class DeviceMessage {

    private final String topic;
    private final byte[] payload;
    private final Instant receivedAt;

    /**
     * @param topic the end of its MQTT topic, after {@code rubro/<organisation>/<device>/up/}; may be empty
     * @param payload its bytes
     * @param receivedAt when it arrived
     */
    public DeviceMessage(String topic, byte[] payload, Instant receivedAt) {
        this.topic = topic;
        this.payload = payload.clone();
        this.receivedAt = receivedAt;
    }

    /** The end of its MQTT topic, after {@code rubro/<organisation>/<device>/up/}; may be empty. */
    public String topic() {
        return topic;
    }

    /** A copy of its bytes. */
    public byte[] payload() {
        return payload.clone();
    }

    /** When it arrived. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /**
     * Its bytes as UTF-8 text.
     *
     * @throws BadMessageException if they are not UTF-8
     */
    public String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadMessageException("the message is not UTF-8 text");
        }
    }
}
