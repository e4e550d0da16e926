package io.rubro.devices.driver;

import java.nio.charset.StandardCharsets;

/** A message for a device. */
public final class OutgoingMessage {

    private final String topic;
    private final byte[] payload;

    /**
     * @param topic the end of its MQTT topic, after {@code rubro/<organisation>/<device>/down/}; not empty, no wildcards
     * @param payload its bytes
     * @throws IllegalArgumentException if the topic is empty or has a wildcard
     */
    public OutgoingMessage(String topic, byte[] payload) {
        if (topic.isEmpty() || topic.matches(".*[+#\\x00].*") || topic.startsWith("/") || topic.endsWith("/")) {
            throw new IllegalArgumentException("not a topic: " + topic);
        }
        this.topic = topic;
        this.payload = payload.clone();
    }

    /** A message of UTF-8 text. */
    public static OutgoingMessage ofText(String topic, String text) {
        return new OutgoingMessage(topic, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The end of its MQTT topic, after {@code rubro/<organisation>/<device>/down/}. */
    public String topic() {
        return topic;
    }

    /** A copy of its bytes. */
    public byte[] payload() {
        return payload.clone();
    }
}
