package io.rubro.devices.broker.internal;

import io.rubro.devices.mqtt.MqttEndpoint;
import java.util.Optional;

/** The broker the platform connects to. */
record FixedEndpoint(
        String uri,
        String deviceUri,
        Optional<String> user,
        Optional<String> password,
        String clientId,
        Optional<String> sharedGroup,
        boolean stamping)
        implements MqttEndpoint {

    static FixedEndpoint of(BrokerSettings.External external) {
        return new FixedEndpoint(
                external.url(),
                external.url(),
                text(external.user()),
                text(external.password()),
                external.clientId(),
                text(external.sharedGroup()),
                false);
    }

    private static Optional<String> text(String value) {
        return value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    @Override
    public String toString() {
        return uri + " as " + clientId; // not the password
    }
}
