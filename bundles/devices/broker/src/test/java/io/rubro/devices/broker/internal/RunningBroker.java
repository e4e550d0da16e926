package io.rubro.devices.broker.internal;

import io.rubro.devices.mqtt.DeviceCredentials;
import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.mqtt.DevicePresence;
import io.rubro.platform.ids.Id;
import io.rubro.platform.metrics.Metrics;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The real broker on a free port, and a registry of devices in memory. */
final class RunningBroker implements AutoCloseable, DeviceCredentials, DevicePresence {

    /** A device and its secret. */
    record TestDevice(DeviceIdentity identity, String secret) {
        String user() {
            return identity.device().toString();
        }

        String up(String suffix) {
            return "rubro/" + identity.organization() + "/" + identity.device() + "/up/" + suffix;
        }

        String down(String suffix) {
            return "rubro/" + identity.organization() + "/" + identity.device() + "/down/" + suffix;
        }
    }

    final BrokerSettings settings;
    final ArtemisBroker artemis;
    final AtomicLong asked = new AtomicLong();
    final List<String> presence = new CopyOnWriteArrayList<>();
    private final Map<String, TestDevice> devices;

    private RunningBroker(BrokerSettings settings, Map<String, TestDevice> devices) {
        this.settings = settings;
        this.devices = devices;
        Latest<DeviceCredentials> credentials = new Latest<>();
        Latest<DevicePresence> listener = new Latest<>();
        credentials.bind(this);
        listener.bind(this);
        this.artemis = new ArtemisBroker(settings, credentials, listener, new Latest<Metrics>());
        artemis.start();
    }

    static RunningBroker start(Path folder) {
        return start(folder, 100);
    }

    static RunningBroker start(Path folder, int maxConnections) {
        return start(folder, maxConnections, null);
    }

    static RunningBroker start(Path folder, int maxConnections, BrokerSettings.Tls tls) {
        return new RunningBroker(
                new BrokerSettings(
                        "127.0.0.1",
                        freePort(),
                        tls,
                        maxConnections,
                        262_144,
                        16L << 20,
                        folder.resolve("broker"),
                        null),
                new ConcurrentHashMap<>());
    }

    /** Another broker on the same folder, for the same devices. */
    RunningBroker again() {
        return new RunningBroker(settings, devices);
    }

    TestDevice device() {
        return device(Id.next());
    }

    TestDevice device(Id organization) {
        TestDevice device = new TestDevice(new DeviceIdentity(organization, Id.next()), "secret-" + Id.next());
        devices.put(device.user(), device);
        return device;
    }

    void remove(TestDevice device) {
        devices.remove(device.user());
    }

    String uri() {
        return "tcp://127.0.0.1:" + settings.port();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<DeviceIdentity> authenticate(String user, String secret) {
        asked.incrementAndGet();
        return Optional.ofNullable(devices.get(user))
                .filter(device -> device.secret().equals(secret))
                .map(TestDevice::identity);
    }

    @Override
    public void seen(DeviceIdentity device, Instant at) {}

    @Override
    public void onlyOnline(Set<DeviceIdentity> devices) {}

    @Override
    public void online(DeviceIdentity device, boolean online) {
        presence.add(device.device() + (online ? " online" : " offline"));
    }

    @Override
    public void close() {
        artemis.close();
    }
}
