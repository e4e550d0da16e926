package io.rubro.devices.broker.internal;

import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.mqtt.Topics;
import org.apache.activemq.artemis.core.security.CheckType;

/**
 * Who may do what on which address. Artemis writes {@code a.b.#} for the topic {@code a/b/#}; identifiers consist of
 * letters and digits, so the beginning of an address can be compared as it is.
 *
 * <p>A device publishes below its own {@code up} and subscribes below its own {@code down}, nothing else: no
 * {@code $SYS}, no wildcard above its own tree, no queue of another client.
 */
final class AccessRules {

    /** Longer topics are refused, so that nobody fills the memory with names. */
    static final int MAX_TOPIC = 256;

    private AccessRules() {}

    /** What a device may do. The check of a queue comes as {@code address::queue}. */
    static boolean allows(DeviceIdentity device, CheckType type, String address) {
        int separator = address.indexOf("::");
        String topic = separator < 0 ? address : address.substring(0, separator);
        String queue = separator < 0 ? "" : address.substring(separator + 2);
        if (topic.length() > MAX_TOPIC) {
            return false;
        }
        boolean up = below(topic, Topics.up(device));
        boolean down = below(topic, Topics.down(device));
        return switch (type) {
            case SEND -> up && queue.isEmpty();
            case CREATE_ADDRESS, DELETE_ADDRESS -> up || down;
            case CONSUME,
                    BROWSE,
                    CREATE_DURABLE_QUEUE,
                    DELETE_DURABLE_QUEUE,
                    CREATE_NON_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE ->
                down && (queue.isEmpty() || queue.startsWith(device.device().toString()));
            default -> false;
        };
    }

    /** What the platform itself may do: everything with the topics of devices, nothing with the broker. */
    static boolean allowsPlatform(CheckType type, String address) {
        return switch (type) {
            case MANAGE, EDIT, VIEW -> false;
            default -> address.startsWith("rubro.");
        };
    }

    private static boolean below(String address, String topic) {
        String tree = topic.replace('/', '.');
        return address.startsWith(tree) && (address.length() == tree.length() || address.charAt(tree.length()) == '.');
    }
}
