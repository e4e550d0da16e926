package io.rubro.devices.broker.internal;

import io.rubro.devices.mqtt.DeviceConnections;
import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.mqtt.DevicePresence;
import io.rubro.platform.ids.Id;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerConnectionPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;

/**
 * The connections that showed valid credentials. Artemis asks who it is again and again; the answer given at the
 * beginning holds as long as the connection, unless the device's credentials change: then the connection is cut.
 */
final class OpenConnections implements DeviceConnections, ActiveMQServerConnectionPlugin {

    private record Open(RemotingConnection connection, String user, String secret, DeviceIdentity device) {}

    private final Map<Object, Open> open = new ConcurrentHashMap<>();
    private final Set<Object> cutting = ConcurrentHashMap.newKeySet();
    private final AtomicLong revocations = new AtomicLong();
    private final Latest<DevicePresence> presence;

    OpenConnections(Latest<DevicePresence> presence) {
        this.presence = presence;
    }

    /** Tells a service that arrived later who is connected. */
    void tell(DevicePresence service) {
        service.onlyOnline(open.values().stream().map(Open::device).collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Who this connection is: what is known already, or what the check says.
     *
     * @param check asks for the credentials; empty if they are wrong
     */
    Optional<DeviceIdentity> identify(
            RemotingConnection connection, String user, String secret, Supplier<Optional<DeviceIdentity>> check) {
        if (cutting.contains(connection.getID())) {
            return Optional.empty(); // it asks once more, for its will: no looking up in the middle of another's commit
        }
        @Nullable Open known = open.get(connection.getID());
        if (known != null && known.user().equals(user) && known.secret().equals(secret)) {
            return Optional.of(known.device());
        }
        while (true) {
            long before = revocations.get();
            Optional<DeviceIdentity> device = check.get();
            if (device.isEmpty()) {
                return device;
            }
            open.put(connection.getID(), new Open(connection, user, secret, device.get()));
            if (revocations.get() == before) {
                online(device.get(), true);
                return device;
            }
            // credentials changed while these were looked up: what was found may be out of date
            open.remove(connection.getID());
        }
    }

    @Override
    public void disconnect(Id device) {
        revocations.incrementAndGet();
        List<Open> cut = open.values().stream()
                .filter(known -> known.device().device().equals(device))
                .toList();
        cut.forEach(this::cut);
        cut.stream().findFirst().ifPresent(known -> online(known.device(), false));
    }

    private void cut(Open known) {
        Object id = known.connection().getID();
        cutting.add(id);
        try {
            open.remove(id);
            known.connection().fail(new ActiveMQSecurityException("the credentials of the device changed"));
        } finally {
            cutting.remove(id);
        }
    }

    @Override
    public void afterDestroyConnection(RemotingConnection connection) {
        @Nullable Open gone = open.remove(connection.getID());
        if (gone != null && open.values().stream().noneMatch(other -> Objects.equals(other.device(), gone.device()))) {
            online(gone.device(), false);
        }
    }

    private void online(DeviceIdentity device, boolean online) {
        @Nullable DevicePresence service = presence.get();
        if (service != null) {
            service.online(device, online);
        }
    }
}
