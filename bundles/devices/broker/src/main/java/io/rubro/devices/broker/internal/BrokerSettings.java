package io.rubro.devices.broker.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker is and what it allows.
 *
 * @param host the address to listen on for plain MQTT
 * @param port for plain MQTT
 * @param tls MQTT over TLS; null for none
 * @param maxConnections on each port
 * @param maxPacketBytes the largest packet
 * @param maxBacklogBytes on disk, for each subscription
 * @param data the folder of the journal
 * @param external the broker used instead of the built-in one; null for none
 */
record BrokerSettings(
        String host,
        int port,
        @Nullable Tls tls,
        int maxConnections,
        int maxPacketBytes,
        long maxBacklogBytes,
        Path data,
        @Nullable External external) {

    /** MQTT over TLS. */
    record Tls(String host, int port, Path keystore, String password) {}

    /** A broker elsewhere. */
    record External(String url, String user, String password, String clientId, String sharedGroup) {}

    private static final int MAX_PORT = 65_535;
    private static final int LEAST_PACKET = 1024;
    private static final long MEGABYTE = 1L << 20;

    /**
     * Puts configuration and environment together: {@code RUBRO_MQTT_HOST}, {@code RUBRO_MQTT_PORT}, and
     * {@code RUBRO_MQTT_URL}, {@code RUBRO_MQTT_USER}, {@code RUBRO_MQTT_PASSWORD} for an external broker.
     *
     * @param environment the environment variables
     * @param data the data folder of the installation
     * @throws IllegalArgumentException if something does not fit; its message says what
     */
    static BrokerSettings of(BrokerConfig config, Map<String, String> environment, Path data) {
        int port = port("port", environment.getOrDefault("RUBRO_MQTT_PORT", String.valueOf(config.port())));
        if (port == 0) {
            throw new IllegalArgumentException("io.rubro.broker: the platform itself needs the port for plain MQTT; "
                    + "leave its host at 127.0.0.1 to keep others out");
        }
        if (config.maxPacketBytes() < LEAST_PACKET || config.maxConnections() < 1 || config.maxBacklogMegabytes() < 1) {
            throw new IllegalArgumentException(
                    "io.rubro.broker: maxPacketBytes must be at least 1024, maxConnections and maxBacklogMegabytes at least 1");
        }
        return new BrokerSettings(
                environment.getOrDefault("RUBRO_MQTT_HOST", config.host()),
                port,
                tls(config),
                config.maxConnections(),
                config.maxPacketBytes(),
                config.maxBacklogMegabytes() * MEGABYTE,
                data.resolve("broker"),
                external(config, environment));
    }

    private static @Nullable Tls tls(BrokerConfig config) {
        int port = port("tlsPort", String.valueOf(config.tlsPort()));
        if (port == 0) {
            return null;
        }
        Path keystore = Path.of(config.keystore());
        if (config.keystore().isBlank() || !Files.isReadable(keystore)) {
            throw new IllegalArgumentException(
                    "io.rubro.broker: tlsPort needs a keystore that can be read: " + config.keystore());
        }
        return new Tls(config.tlsHost(), port, keystore, config.keystorePassword());
    }

    private static @Nullable External external(BrokerConfig config, Map<String, String> environment) {
        String url = environment.getOrDefault("RUBRO_MQTT_URL", config.externalUrl());
        if (url.isBlank()) {
            return null;
        }
        if (!url.matches("(tcp|ssl|ws|wss)://.+")) {
            throw new IllegalArgumentException("io.rubro.broker: not the address of an MQTT broker: " + url);
        }
        return new External(
                url,
                environment.getOrDefault("RUBRO_MQTT_USER", config.externalUser()),
                environment.getOrDefault("RUBRO_MQTT_PASSWORD", config.externalPassword()),
                config.externalClientId(),
                config.externalSharedGroup());
    }

    private static int port(String name, String text) {
        try {
            int port = Integer.parseInt(text.trim());
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the refusal below
        }
        throw new IllegalArgumentException("io.rubro.broker: " + name + " is not a port: " + text);
    }
}
