package io.rubro.devices.broker.internal;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker is and what it allows.
 *
 * @param host the address to listen on
 * @param port for plain MQTT; 0 for none
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
    record Tls(int port, Path keystore, String password) {}

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
        int tlsPort = port("tlsPort", String.valueOf(config.tlsPort()));
        if (tlsPort != 0 && config.keystore().isBlank()) {
            throw new IllegalArgumentException("io.rubro.broker: tlsPort needs a keystore");
        }
        if (config.maxPacketBytes() < LEAST_PACKET || config.maxConnections() < 1 || config.maxBacklogMegabytes() < 1) {
            throw new IllegalArgumentException(
                    "io.rubro.broker: maxPacketBytes must be at least 1024, maxConnections and maxBacklogMegabytes at least 1");
        }
        return new BrokerSettings(
                environment.getOrDefault("RUBRO_MQTT_HOST", config.host()),
                port,
                tlsPort == 0 ? null : new Tls(tlsPort, Path.of(config.keystore()), config.keystorePassword()),
                config.maxConnections(),
                config.maxPacketBytes(),
                config.maxBacklogMegabytes() * MEGABYTE,
                data.resolve("broker"),
                external(config, environment));
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
