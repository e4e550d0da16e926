package io.rubro.devices.broker.internal;

import io.rubro.devices.mqtt.DeviceCredentials;
import io.rubro.devices.mqtt.DevicePresence;
import io.rubro.devices.mqtt.MqttEndpoint;
import io.rubro.platform.metrics.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.impl.ServiceRegistryImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in broker: MQTT 3.1.1 and 5 by Apache Artemis, its journal in the data folder. A message is acknowledged to
 * the device when it is on the disk.
 */
final class ArtemisBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.rubro.broker");

    /** The name of the platform at this broker: its user and its client id. No device has such an id. */
    private static final String PLATFORM = "rubro-ingest";

    private static final String MQTT = "mqtt";
    private static final String MQTTS = "mqtts";
    private static final int SESSION_EXPIRY_SECONDS = 7 * 24 * 3600;
    private static final int IN_FLIGHT = 1000;
    private static final long MEGABYTE = 1L << 20;

    private final BrokerSettings settings;
    private final String platformPassword = randomPassword();
    private final Refusals refusals;
    private final OpenConnections connections;
    private final DeviceSecurity security;
    private @Nullable ActiveMQServerImpl server;

    ArtemisBroker(
            BrokerSettings settings,
            Latest<DeviceCredentials> credentials,
            Latest<DevicePresence> presence,
            Latest<Metrics> metrics) {
        this.settings = settings;
        this.refusals = new Refusals(System::nanoTime, metrics);
        this.connections = new OpenConnections(presence);
        this.security = new DeviceSecurity(PLATFORM, platformPassword, credentials, connections, refusals);
    }

    OpenConnections connections() {
        return connections;
    }

    /** Starts to listen. */
    void start() {
        requireFree(settings.host(), settings.port());
        if (settings.tls() != null) {
            requireFree(settings.tls().host(), settings.tls().port());
        }
        // Artemis finds its own classes through the context class loader
        Thread thread = Thread.currentThread();
        ClassLoader outer = thread.getContextClassLoader();
        thread.setContextClassLoader(ActiveMQServerImpl.class.getClassLoader());
        try {
            ServiceRegistryImpl registry = new ServiceRegistryImpl();
            MqttOnlyAcceptors acceptors = new MqttOnlyAcceptors(settings.maxConnections(), refusals);
            registry.addAcceptorFactory(MQTT, acceptors);
            registry.addAcceptorFactory(MQTTS, acceptors);
            ActiveMQServerImpl artemis = new ActiveMQServerImpl(configuration(), null, security, null, registry);
            artemis.addProtocolManagerFactory(new BoundedMqttFactory(settings.maxPacketBytes()));
            artemis.registerBrokerPlugin(connections);
            artemis.registerBrokerPlugin(new ArrivalStamp(Clock.systemUTC()));
            server = artemis;
            artemis.start();
            if (!artemis.waitForActivation(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "the broker did not start; is its journal in use by another process? " + settings.data());
            }
        } catch (Exception e) {
            close();
            throw new IllegalStateException("cannot start the MQTT broker: " + e.getMessage(), e);
        } finally {
            thread.setContextClassLoader(outer);
        }
        LOG.info("MQTT on {}:{}{}", settings.host(), settings.port(), tlsText());
    }

    private String tlsText() {
        BrokerSettings.Tls tls = settings.tls();
        return tls == null ? "" : ", with TLS on " + tls.host() + ":" + tls.port();
    }

    @Override
    public void close() {
        ActiveMQServerImpl artemis = server;
        server = null;
        if (artemis != null) {
            try {
                artemis.stop();
            } catch (Exception e) {
                LOG.warn("the MQTT broker did not stop cleanly", e);
            }
        }
    }

    /** Where the platform connects to this broker. */
    MqttEndpoint endpoint() {
        String host = settings.host().equals("0.0.0.0") || settings.host().equals("::") ? "127.0.0.1" : settings.host();
        String uri = "tcp://" + host + ":" + settings.port();
        BrokerSettings.Tls tls = settings.tls();
        String deviceUri = tls == null
                ? "tcp://" + settings.host() + ":" + settings.port()
                : "ssl://" + tls.host() + ":" + tls.port();
        return new FixedEndpoint(
                uri, deviceUri, Optional.of(PLATFORM), Optional.of(platformPassword), PLATFORM, Optional.empty(), true);
    }

    private ConfigurationImpl configuration() {
        Path data = settings.data();
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("rubro");
        configuration.setPersistenceEnabled(true).setJournalType(JournalType.NIO);
        configuration
                .setJournalDirectory(data.resolve("journal").toString())
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                .setLargeMessagesDirectory(data.resolve("large").toString());
        configuration
                .setJournalFileSize((int) MEGABYTE)
                .setJournalMinFiles(2)
                .setJournalPoolFiles(10)
                .setJournalDatasync(true);
        configuration.setJMXManagementEnabled(false).setMessageCounterEnabled(false);
        configuration.setCriticalAnalyzer(false).setResolveProtocols(false);
        configuration.setThreadPoolMaxSize(10).setScheduledThreadPoolMaxSize(2);
        configuration.setGlobalMaxSize(48 * MEGABYTE).setMaxDiskUsage(95);
        configuration.setMqttSessionScanInterval(5000);
        secure(configuration);
        configuration.addAddressSetting("#", addressSettings());
        configuration.addAcceptorConfiguration(acceptor(MQTT, settings.host(), settings.port(), Map.of()));
        BrokerSettings.Tls tls = settings.tls();
        if (tls != null) {
            configuration.addAcceptorConfiguration(acceptor(
                    MQTTS,
                    tls.host(),
                    tls.port(),
                    Map.of(
                            TransportConstants.SSL_ENABLED_PROP_NAME,
                            true,
                            TransportConstants.KEYSTORE_TYPE_PROP_NAME,
                            "PKCS12",
                            TransportConstants.KEYSTORE_PATH_PROP_NAME,
                            tls.keystore().toString(),
                            TransportConstants.KEYSTORE_PASSWORD_PROP_NAME,
                            tls.password())));
        }
        return configuration;
    }

    private void secure(ConfigurationImpl configuration) {
        configuration.setSecurityEnabled(true);
        // Artemis lets in a cluster user with a well-known password that passes every check
        configuration.setClusterUser(randomPassword()).setClusterPassword(randomPassword());
        // the cache knows neither client ids nor revoked credentials; OpenConnections remembers instead
        configuration.setAuthenticationCacheSize(0);
        // roles say nothing here: DeviceSecurity decides by the address
        Set<Role> roles = new HashSet<>();
        roles.add(new Role("any", false, false, false, false, false, false, false, false, false, false, false, false));
        configuration.putSecurityRoles("#", roles);
    }

    /** Little in memory, the rest on disk, and a refusal when that is full: nothing is dropped. */
    private AddressSettings addressSettings() {
        return new AddressSettings()
                .setMaxDeliveryAttempts(-1) // the default drops a message after ten attempts
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setAutoDeleteAddresses(true)
                .setAutoDeleteQueues(true)
                .setMaxSizeBytes(8 * MEGABYTE)
                .setPageSizeBytes((int) MEGABYTE)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setPageLimitBytes(settings.maxBacklogBytes())
                .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL);
    }

    private TransportConfiguration acceptor(String name, String host, int port, Map<String, Object> more) {
        Map<String, Object> transport = new HashMap<>(more);
        transport.put(TransportConstants.HOST_PROP_NAME, host);
        transport.put(TransportConstants.PORT_PROP_NAME, port);
        transport.put(TransportConstants.PROTOCOLS_PROP_NAME, "MQTT");
        transport.put(TransportConstants.TCP_NODELAY_PROPNAME, true);
        transport.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
        transport.put(TransportConstants.USE_KQUEUE_PROP_NAME, false);
        transport.put(TransportConstants.REMOTING_THREADS_PROPNAME, 2);
        Map<String, Object> mqtt = Map.of(
                "maximumPacketSize", settings.maxPacketBytes(),
                "defaultMqttSessionExpiryInterval", SESSION_EXPIRY_SECONDS,
                "defaultMaximumInFlightPublishMessages", IN_FLIGHT);
        return new TransportConfiguration(MqttOnlyAcceptors.class.getName(), transport, name, mqtt);
    }

    /** Artemis hides the reason in a stack trace; a person wants to read that the port is taken. */
    private static void requireFree(String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot listen for MQTT on " + host + ":" + port + " (" + e.getMessage()
                            + "): another program uses it? Set RUBRO_MQTT_PORT to another port",
                    e);
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
