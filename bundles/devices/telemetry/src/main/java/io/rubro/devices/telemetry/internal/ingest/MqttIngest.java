package io.rubro.devices.telemetry.internal.ingest;

import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.mqtt.DeviceLink;
import io.rubro.devices.mqtt.MqttEndpoint;
import io.rubro.devices.mqtt.Topics;
import io.rubro.platform.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to the broker: hears what devices say and sends what they are told. The session outlives the
 * connection, so that what arrives meanwhile waits at the broker.
 */
@Component(service = DeviceLink.class, immediate = true)
public final class MqttIngest implements DeviceLink {

    private static final Logger LOG = LoggerFactory.getLogger("io.rubro.telemetry");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final MqttEndpoint endpoint;
    private final Intake intake;
    private final Counters counters;
    private final AtomicReference<@Nullable MqttSession> session = new AtomicReference<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread keeper = new Thread(this::keepConnected, "rubro-mqtt");

    @Activate
    public MqttIngest(@Reference MqttEndpoint endpoint, @Reference Intake intake, @Reference Counters counters) {
        this.endpoint = endpoint;
        this.intake = intake;
        this.counters = counters;
        keeper.setDaemon(true);
        keeper.start();
    }

    @Deactivate
    void close() throws InterruptedException {
        closing.countDown();
        @Nullable MqttSession current = session.get();
        if (current != null) {
            current.end();
        }
        keeper.join(TimeUnit.SECONDS.toMillis(15));
    }

    private void keepConnected() {
        Duration pause = FIRST_PAUSE;
        while (closing.getCount() > 0) {
            try (MqttSession connected = MqttSession.connect(endpoint, intake, counters)) {
                session.set(connected);
                LOG.debug("telemetry: connected to {}", endpoint.uri());
                pause = FIRST_PAUSE;
                connected.awaitLoss(closing);
            } catch (MqttSession.NotConnected e) {
                LOG.warn("telemetry: no connection to the MQTT broker at {}: {}", endpoint.uri(), e.getMessage());
            } catch (InterruptedException e) {
                return;
            } finally {
                session.set(null);
            }
            try {
                if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    @Override
    public void send(DeviceIdentity device, String topic, byte[] payload, boolean retained) {
        @Nullable MqttSession current = session.get();
        if (current == null) {
            throw ProblemException.of(503, "telemetry.link.unavailable", Map.of());
        }
        current.publish(Topics.down(device) + "/" + topic, payload, retained);
    }
}
