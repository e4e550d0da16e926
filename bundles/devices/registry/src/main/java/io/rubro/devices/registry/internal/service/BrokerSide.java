package io.rubro.devices.registry.internal.service;

import io.rubro.devices.mqtt.DeviceConnections;
import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.mqtt.DeviceLink;
import io.rubro.devices.mqtt.MqttEndpoint;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The other side of the registry: the broker and the way to the devices, as far as they are there. They are looked up
 * when they are needed: the way to the devices itself needs the registry.
 */
@Component(service = BrokerSide.class)
public final class BrokerSide {

    private final AtomicReference<@Nullable ComponentServiceObjects<DeviceLink>> link = new AtomicReference<>();
    private final AtomicReference<@Nullable ComponentServiceObjects<DeviceConnections>> connections =
            new AtomicReference<>();
    private final AtomicReference<@Nullable ComponentServiceObjects<MqttEndpoint>> endpoint = new AtomicReference<>();

    /** Where devices connect; empty while no broker runs. */
    Optional<String> address() {
        AtomicReference<@Nullable String> address = new AtomicReference<>();
        use(endpoint.get(), broker -> address.set(broker.deviceUri()));
        return Optional.ofNullable(address.get());
    }

    /**
     * Sends a message to a device.
     *
     * @throws ProblemException 503 if the way is closed
     */
    void send(DeviceIdentity device, String topic, byte[] payload, boolean retained) {
        if (!use(link.get(), way -> way.send(device, topic, payload, retained))) {
            throw ProblemException.of(503, "devices.link.unavailable", Map.of());
        }
    }

    /** Closes the connections of a device whose credentials changed. An external broker has to be told by other means. */
    void cut(Id device) {
        use(connections.get(), open -> open.disconnect(device));
    }

    private static <T> boolean use(@Nullable ComponentServiceObjects<T> services, Consumer<T> work) {
        if (services == null) {
            return false;
        }
        @Nullable T service = services.getService();
        if (service == null) {
            return false;
        }
        try {
            work.accept(service);
            return true;
        } finally {
            services.ungetService(service);
        }
    }

    // one that replaces another is bound before the other is unbound

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindLink(ComponentServiceObjects<DeviceLink> service) {
        link.set(service);
    }

    void unbindLink(ComponentServiceObjects<DeviceLink> service) {
        clear(link, service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindConnections(ComponentServiceObjects<DeviceConnections> service) {
        connections.set(service);
    }

    void unbindConnections(ComponentServiceObjects<DeviceConnections> service) {
        clear(connections, service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindEndpoint(ComponentServiceObjects<MqttEndpoint> service) {
        endpoint.set(service);
    }

    void unbindEndpoint(ComponentServiceObjects<MqttEndpoint> service) {
        clear(endpoint, service);
    }

    private static <T> void clear(
            AtomicReference<@Nullable ComponentServiceObjects<T>> holder, ComponentServiceObjects<T> gone) {
        holder.updateAndGet(current ->
                current == null || current.getServiceReference().equals(gone.getServiceReference()) ? null : current);
    }
}
