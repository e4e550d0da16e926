package io.rubro.devices.registry.internal.rest;

import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.mqtt.Topics;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a device needs to connect. The secret is shown this once.
 *
 * @param user its user name at the MQTT broker
 * @param secret its password
 * @param clientId its client id; more connections of it append a hyphen and anything
 * @param broker where it connects: {@code tcp://host:port} or {@code ssl://host:port}, with the host {@code 0.0.0.0} for
 *     every address of this machine; null while no broker runs
 * @param publishTo the topics it may publish on
 * @param subscribeTo the topics it may subscribe to
 */
public record Credentials(
        String user, String secret, String clientId, @Nullable String broker, String publishTo, String subscribeTo) {

    static Credentials of(DeviceIdentity device, String secret, Optional<String> broker) {
        String id = device.device().toString();
        return new Credentials(
                id, secret, id, broker.orElse(null), Topics.up(device) + "/#", Topics.down(device) + "/#");
    }
}
