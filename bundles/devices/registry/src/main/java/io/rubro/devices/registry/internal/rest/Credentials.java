package io.rubro.devices.registry.internal.rest;

import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.mqtt.Topics;

/**
 * What a device needs to connect. The secret is shown this once.
 *
 * @param user its user name at the MQTT broker
 * @param secret its password
 * @param clientId its client id; more connections of it append a hyphen and anything
 * @param publishTo the topics it may publish on
 * @param subscribeTo the topics it may subscribe to
 */
public record Credentials(String user, String secret, String clientId, String publishTo, String subscribeTo) {

    static Credentials of(DeviceIdentity device, String secret) {
        String id = device.device().toString();
        return new Credentials(id, secret, id, Topics.up(device) + "/#", Topics.down(device) + "/#");
    }
}
