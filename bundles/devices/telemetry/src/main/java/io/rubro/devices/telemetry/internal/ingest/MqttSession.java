package io.rubro.devices.telemetry.internal.ingest;

import io.rubro.devices.mqtt.MqttEndpoint;
import io.rubro.devices.mqtt.Stamp;
import io.rubro.devices.mqtt.Topics;
import io.rubro.devices.telemetry.internal.ingest.Counters.Dropped;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker. MQTT 5, because it lets the receiver say how many messages may be on the way: never more
 * than the {@link Intake} has room for, so the thread that receives is never held up.
 */
final class MqttSession implements AutoCloseable, MqttCallback {

    /** It could not be opened. */
    static final class NotConnected extends Exception {
        private static final long serialVersionUID = 1L;

        NotConnected(MqttException cause) {
            super(cause.getMessage() + " (" + cause.getReasonCode() + ")", cause);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger("io.rubro.telemetry");
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(5);
    private static final long FOR_EVER = 0xFFFF_FFFFL;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int ERROR = 0x80;

    private final MqttAsyncClient client;
    private final boolean stamping;
    private final Intake intake;
    private final Counters counters;
    private final CountDownLatch lost = new CountDownLatch(1);

    private MqttSession(MqttAsyncClient client, boolean stamping, Intake intake, Counters counters) {
        this.client = client;
        this.stamping = stamping;
        this.intake = intake;
        this.counters = counters;
    }

    /** Opens a connection and subscribes to what all devices say. */
    static MqttSession connect(MqttEndpoint endpoint, Intake intake, Counters counters) throws NotConnected {
        @Nullable MqttSession session = null;
        try {
            MqttAsyncClient client = new MqttAsyncClient(endpoint.uri(), endpoint.clientId(), new MemoryPersistence());
            session = new MqttSession(client, endpoint.stamping(), intake, counters);
            client.setCallback(session);
            client.setManualAcks(true);
            client.connect(options(endpoint)).waitForCompletion(PATIENCE);
            session.subscribe(endpoint.sharedGroup());
            return session;
        } catch (MqttException e) {
            if (session != null) {
                session.close();
            }
            throw new NotConnected(e);
        }
    }

    private static MqttConnectionOptions options(MqttEndpoint endpoint) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        endpoint.user().ifPresent(options::setUserName);
        endpoint.password().ifPresent(p -> options.setPassword(p.getBytes(StandardCharsets.UTF_8)));
        options.setCleanStart(false);
        options.setSessionExpiryInterval(FOR_EVER);
        options.setReceiveMaximum(Intake.CAPACITY);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout((int) TimeUnit.MILLISECONDS.toSeconds(PATIENCE));
        options.setAutomaticReconnect(false); // MqttIngest does, with a client that remembers nothing
        return options;
    }

    private void subscribe(Optional<String> sharedGroup) throws MqttException {
        String filter = sharedGroup.map(group -> "$share/" + group + "/").orElse("") + Topics.ALL_UP;
        MqttSubscription subscription = new MqttSubscription(filter, 1);
        subscription.setRetainHandling(sharedGroup.isPresent() ? 2 : 1); // old news only with a new session
        IMqttToken token = client.subscribe(new MqttSubscription[] {subscription});
        token.waitForCompletion(PATIENCE);
        requireAccepted(token);
    }

    private static void requireAccepted(IMqttToken token) throws MqttException {
        int[] codes = token.getReasonCodes();
        if (codes != null && codes.length > 0 && codes[0] >= ERROR) {
            throw new MqttException(codes[0]);
        }
    }

    /** Returns when the connection is lost, or the other latch opens. */
    void awaitLoss(CountDownLatch closing) throws InterruptedException {
        while (!lost.await(500, TimeUnit.MILLISECONDS) && closing.getCount() > 0) {
            // waits on
        }
    }

    /**
     * Sends at least once; returns when the broker has it.
     *
     * @throws ProblemException 503
     */
    void publish(String topic, byte[] payload, boolean retained) {
        try {
            IMqttToken token = client.publish(topic, payload, 1, retained);
            token.waitForCompletion(PATIENCE);
            requireAccepted(token);
        } catch (MqttException e) {
            LOG.warn("not sent to {}: {} ({})", topic, e.getMessage(), e.getReasonCode());
            throw e.getReasonCode() >= ERROR && e.getReasonCode() < 0x100
                    ? ProblemException.of(503, "telemetry.link.refused", Map.of("code", e.getReasonCode()))
                    : ProblemException.of(503, "telemetry.link.unavailable", Map.of());
        }
    }

    /** Ends the wait for the loss; messages are neither taken nor acknowledged any more. */
    void end() {
        lost.countDown();
    }

    /** Only the thread that opened it closes it: Paho falls over two that do. */
    @Override
    public void close() {
        end();
        try {
            if (client.isConnected()) {
                // without the pause for quiescing, in which Paho waits for messages nobody will acknowledge
                client.disconnect(0).waitForCompletion(PATIENCE);
            }
        } catch (MqttException e) {
            LOG.debug("telemetry: disconnected without a word", e);
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("telemetry: client not closed", e);
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws Exception {
        Optional<Topics.Upward> upward = Topics.parse(topic);
        if (upward.isEmpty()) {
            counters.dropped(Dropped.BAD_TOPIC, topic);
            acknowledge(message);
            return;
        }
        Inbound inbound = inbound(upward.get(), message, topic);
        if (message.getQos() == 0) {
            intake.takeIfRoom(inbound);
        } else {
            intake.take(inbound, () -> lost.getCount() > 0);
        }
    }

    private Inbound inbound(Topics.Upward upward, MqttMessage message, String topic) {
        Optional<Stamp> stamp = stamping ? stamp(message) : Optional.empty();
        byte[] payload = message.getPayload();
        long identity;
        if (stamp.isPresent()) {
            identity = stamp.get().message().value();
        } else if (message.getQos() == 0) {
            identity = Id.next().value(); // never delivered again
        } else {
            identity = Inbound.identity(message.getId(), topic, payload);
        }
        return new Inbound(
                upward.device(),
                upward.suffix(),
                payload,
                identity,
                stamp.map(Stamp::receivedAt).orElseGet(Instant::now),
                stamp.isPresent(),
                message.isDuplicate(),
                () -> acknowledge(message));
    }

    /** The last one counts: the broker appends its own to what a device may have sent. */
    private static Optional<Stamp> stamp(MqttMessage message) {
        @Nullable MqttProperties properties = message.getProperties();
        List<UserProperty> all = properties == null ? List.of() : properties.getUserProperties();
        return all.stream()
                .filter(property -> property.getKey().equals(Stamp.PROPERTY))
                .reduce((first, second) -> second)
                .flatMap(property -> Stamp.parse(property.getValue()));
    }

    /** To the connection it came with; if that is gone, the broker delivers the message again. */
    private void acknowledge(MqttMessage message) {
        if (message.getQos() == 0 || lost.getCount() == 0) {
            return;
        }
        try {
            client.messageArrivedComplete(message.getId(), message.getQos());
        } catch (MqttException e) {
            LOG.debug("telemetry: not acknowledged, it will come again", e);
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        lost.countDown();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        LOG.warn("telemetry: MQTT error: {}", exception.toString());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // whoever publishes waits for its own token
    }

    @Override
    public void connectComplete(boolean reconnect, String uri) {
        // connect() goes on by itself
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // not used
    }
}
