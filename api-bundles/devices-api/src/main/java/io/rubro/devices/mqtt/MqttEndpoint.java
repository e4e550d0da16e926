package io.rubro.devices.mqtt;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The broker the platform itself connects to: the built-in one, or an external one by configuration. The service is
 * registered while that broker is meant to be used, and replaced when the configuration changes.
 */
@ProviderType
public interface MqttEndpoint {

    /** Where it is: {@code tcp://127.0.0.1:1883}, {@code ssl://mqtt.example.com:8883}. */
    String uri();

    /**
     * Where devices connect; TLS if there is any. The host is the one the broker listens on: {@code 0.0.0.0} for every
     * address of this machine, {@code 127.0.0.1} if only programs on it may connect.
     */
    String deviceUri();

    /** As whom the platform connects; empty if the broker asks for no name. */
    Optional<String> user();

    /** The password for {@link #user()}; a new one at every start for the built-in broker. */
    Optional<String> password();

    /** The client id of this node; begins with the user's name at the built-in broker. */
    String clientId();

    /** The group whose members share the messages of all devices; empty if this node takes them all. */
    Optional<String> sharedGroup();

    /** Whether this broker writes a {@link Stamp} on every message, which may be believed then. */
    boolean stamping();
}
