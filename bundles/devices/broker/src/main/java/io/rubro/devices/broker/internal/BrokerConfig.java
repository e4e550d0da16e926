package io.rubro.devices.broker.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code io.rubro.broker}. Environment variables win over it: see {@link BrokerSettings}. */
@ObjectClassDefinition(name = "Rubro MQTT broker")
@interface BrokerConfig {

    @AttributeDefinition(
            description =
                    "Address the broker listens on for plain MQTT; 0.0.0.0 lets devices of the network in. The platform itself connects here.")
    String host() default "127.0.0.1";

    @AttributeDefinition(description = "Port for plain MQTT.")
    int port() default 1883;

    @AttributeDefinition(description = "Address the broker listens on for MQTT over TLS.")
    String tlsHost() default "0.0.0.0";

    @AttributeDefinition(description = "Port for MQTT over TLS; 0 for none. Needs a key store.")
    int tlsPort() default 0;

    @AttributeDefinition(description = "PKCS #12 file with the certificate and key for TLS.")
    String keystore() default "";

    @AttributeDefinition(description = "Password of the key store.")
    String keystorePassword() default "";

    @AttributeDefinition(description = "Connections at most on each port; further ones are closed.")
    int maxConnections() default 10_000;

    @AttributeDefinition(
            description = "Largest MQTT packet in bytes; a device that sends a larger one is disconnected.")
    int maxPacketBytes() default 262_144;

    @AttributeDefinition(
            description = "MiB on disk for the undelivered messages of one subscription; then new ones are refused.")
    int maxBacklogMegabytes() default 512;

    @AttributeDefinition(
            description =
                    "URI of an external broker (tcp://…, ssl://…) to be used instead of the built-in one; empty for none.")
    String externalUrl() default "";

    @AttributeDefinition(description = "User of the platform at the external broker.")
    String externalUser() default "";

    @AttributeDefinition(description = "Password of the platform at the external broker.")
    String externalPassword() default "";

    @AttributeDefinition(description = "Client id of this node at the external broker; unique among nodes.")
    String externalClientId() default "rubro-ingest";

    @AttributeDefinition(
            description = "MQTT 5 share group of the nodes at the external broker; empty if this is the only node.")
    String externalSharedGroup() default "";
}
