package io.rubro.devices.broker.internal;

import io.rubro.devices.mqtt.DeviceConnections;
import io.rubro.devices.mqtt.DeviceCredentials;
import io.rubro.devices.mqtt.DevicePresence;
import io.rubro.devices.mqtt.MqttEndpoint;
import io.rubro.platform.metrics.Metrics;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;

/** The real broker on a free port. */
public final class TestBroker implements AutoCloseable {

    private final BrokerSettings settings;
    private final DeviceCredentials credentials;
    private final DevicePresence presence;
    private final ArtemisBroker artemis;

    public TestBroker(Path folder, DeviceCredentials credentials, DevicePresence presence) {
        this(
                new BrokerSettings("127.0.0.1", freePort(), null, 100, 262_144, 64L << 20, folder, null),
                credentials,
                presence);
    }

    private TestBroker(BrokerSettings settings, DeviceCredentials credentials, DevicePresence presence) {
        this.settings = settings;
        this.credentials = credentials;
        this.presence = presence;
        Latest<DeviceCredentials> credentialsNow = new Latest<>();
        credentialsNow.bind(credentials);
        Latest<DevicePresence> presenceNow = new Latest<>();
        presenceNow.bind(presence);
        artemis = new ArtemisBroker(settings, credentialsNow, presenceNow, new Latest<Metrics>());
        artemis.start();
    }

    /** Stops it and starts it again on the same journal. */
    public TestBroker restart() {
        close();
        return new TestBroker(settings, credentials, presence);
    }

    public MqttEndpoint endpoint() {
        return artemis.endpoint();
    }

    public DeviceConnections connections() {
        return artemis.connections();
    }

    public String uri() {
        return "tcp://127.0.0.1:" + settings.port();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        artemis.close();
    }
}
