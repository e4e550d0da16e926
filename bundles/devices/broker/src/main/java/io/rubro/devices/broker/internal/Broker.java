package io.rubro.devices.broker.internal;

import io.rubro.devices.mqtt.DeviceConnections;
import io.rubro.devices.mqtt.DeviceCredentials;
import io.rubro.devices.mqtt.DevicePresence;
import io.rubro.devices.mqtt.MqttEndpoint;
import io.rubro.platform.metrics.Metrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Offers the broker the configuration asks for: the built-in one, started here as soon as the registry of devices is
 * there, or an external one.
 */
@Component(
        immediate = true,
        service = {},
        configurationPid = "io.rubro.broker")
@Designate(ocd = BrokerConfig.class)
public final class Broker {

    private final BundleContext context;
    private final BrokerSettings settings;
    private final @Nullable ArtemisBroker artemis;
    private final Latest<DeviceCredentials> credentials = new Latest<>();
    private final Latest<DevicePresence> presence = new Latest<>();
    private final Latest<Metrics> metrics = new Latest<>();
    private final List<ServiceRegistration<?>> services = new ArrayList<>();

    @Activate
    public Broker(BundleContext context, BrokerConfig config) {
        this.context = context;
        Path data = Path.of(Objects.requireNonNullElse(context.getProperty("karaf.data"), "data"));
        this.settings = BrokerSettings.of(config, System.getenv(), data);
        this.artemis = settings.external() == null ? new ArtemisBroker(settings, credentials, presence, metrics) : null;
    }

    /** Called after the services that are there already were bound. */
    @Activate
    void start() {
        BrokerSettings.External external = settings.external();
        if (external != null) {
            services.add(context.registerService(MqttEndpoint.class, FixedEndpoint.of(external), new Hashtable<>()));
        } else if (artemis != null) {
            artemis.start();
            services.add(context.registerService(DeviceConnections.class, artemis.connections(), new Hashtable<>()));
            services.add(context.registerService(MqttEndpoint.class, artemis.endpoint(), new Hashtable<>()));
        }
    }

    @Deactivate
    void stop() {
        services.forEach(ServiceRegistration::unregister);
        services.clear();
        if (artemis != null) {
            artemis.close();
        }
    }

    /** Not before it: a device that is told «wrong password» while the platform starts may give up for good. */
    @Reference(policy = ReferencePolicy.DYNAMIC)
    void bindCredentials(DeviceCredentials service) {
        credentials.bind(service);
    }

    void unbindCredentials(DeviceCredentials service) {
        credentials.unbind(service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindPresence(DevicePresence service) {
        presence.bind(service);
        if (artemis != null) {
            artemis.connections().tell(service);
        }
    }

    void unbindPresence(DevicePresence service) {
        presence.unbind(service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindMetrics(Metrics service) {
        metrics.bind(service);
    }

    void unbindMetrics(Metrics service) {
        metrics.unbind(service);
    }
}
