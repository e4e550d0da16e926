package io.rubro.devices.broker.internal;

import static io.rubro.devices.broker.internal.Await.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.devices.broker.internal.RunningBroker.TestDevice;
import io.rubro.devices.mqtt.MqttEndpoint;
import io.rubro.devices.mqtt.Stamp;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttSecurityException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections, sessions and limits. */
class BrokerLifeTest {

    @TempDir
    Path folder;

    @Test
    void changed_credentials_cut_the_live_connection_at_once() throws Exception {
        try (RunningBroker broker = RunningBroker.start(folder)) {
            TestDevice device = broker.device();
            TestDevice other = broker.device();
            try (var client = Clients.connect(broker, device);
                    var second = Clients.connect(
                            broker, device.user() + "-2", Clients.options(device.user(), device.secret()));
                    var bystander = Clients.connect(broker, other)) {
                client.publish(device.up("weight"), "1", 1, false);
                broker.remove(device);
                broker.artemis.connections().disconnect(device.identity().device());
                until("both connections are cut", () -> client.lost && second.lost);
                assertThatThrownBy(() -> Clients.connect(broker, device)).isInstanceOf(MqttSecurityException.class);
                bystander.publish(other.up("weight"), "1", 1, false);
                assertThat(bystander.lost).isFalse();
            }
            assertThat(broker.presence)
                    .filteredOn(line -> line.startsWith(device.user()))
                    .containsSubsequence(device.user() + " online", device.user() + " offline")
                    .endsWith(device.user() + " offline");
        }
    }

    @Test
    void a_connection_that_is_cut_off_leaves_no_will_and_asks_for_no_credentials_any_more() throws Exception {
        try (RunningBroker broker = RunningBroker.start(folder);
                var platform = Clients.platform(broker)) {
            platform.client.subscribe("rubro/+/+/up/#", 1);
            TestDevice device = broker.device();
            var options = Clients.options(device.user(), device.secret());
            options.setWill(device.up("status"), "offline".getBytes(StandardCharsets.UTF_8), 1, false);
            try (var client = Clients.connect(broker, device.user(), options)) {
                long asked = broker.asked.get();
                broker.artemis.connections().disconnect(device.identity().device());
                until("cut", () -> client.lost);
                assertThat(broker.asked.get()).isEqualTo(asked);
            }
            try (var client = Clients.connect(broker, device)) {
                client.publish(device.up("weight"), "again", 1, false);
            }
            until("heard again", () -> platform.heard.contains(device.up("weight") + " again"));
            assertThat(platform.heard).noneMatch(heard -> heard.endsWith("offline"));
        }
    }

    @Test
    void a_device_is_online_from_its_first_connection_to_the_end_of_its_last() throws Exception {
        try (RunningBroker broker = RunningBroker.start(folder)) {
            TestDevice device = broker.device();
            var first = Clients.connect(broker, device);
            var second = Clients.connect(broker, device.user() + "-2", Clients.options(device.user(), device.secret()));
            first.close();
            var third = Clients.connect(broker, device);
            third.close();
            assertThat(broker.presence).isNotEmpty().allMatch((device.user() + " online")::equals);
            second.close();
            until("offline", () -> broker.presence.contains(device.user() + " offline"));
        }
    }

    @Test
    void sessions_and_undelivered_messages_survive_a_restart() throws Exception {
        RunningBroker broker = RunningBroker.start(folder);
        TestDevice device = broker.device();
        var options = Clients.options(device.user(), device.secret());
        options.setCleanSession(false);
        try (var client = Clients.connect(broker, device.user(), options)) {
            client.client.subscribe(device.down("#"), 1);
        }
        try (var platform = Clients.platform(broker)) {
            platform.publish(device.down("tare"), "later", 1, false);
        }
        broker.close();
        try (RunningBroker again = broker.again();
                var client = Clients.connect(again, device.user(), options)) {
            until("the message kept for it", () -> client.heard.contains(device.down("tare") + " later"));
        }
    }

    @Test
    void every_message_carries_a_stamp_that_stays_the_same_when_it_is_delivered_again() throws Exception {
        RunningBroker broker = RunningBroker.start(folder);
        TestDevice device = broker.device();
        Instant before = Instant.now().minus(Duration.ofSeconds(1));
        List<String> first;
        try (Ingest ingest = new Ingest(broker.artemis.endpoint())) {
            ingest.client.subscribe("rubro/+/+/up/#", 1);
            try (var client = Clients.connect(broker, device)) {
                for (int i = 0; i < 20; i++) {
                    client.publish(device.up("weight"), "" + i, 1, false);
                }
            }
            var forger = Clients.connect5(broker, device);
            MqttProperties forged = new MqttProperties();
            forged.setUserProperties(List.of(new UserProperty(Stamp.PROPERTY, "0000000000000/0")));
            forger.publish(
                            device.up("weight"),
                            new MqttMessage("20".getBytes(StandardCharsets.UTF_8), 1, false, forged))
                    .waitForCompletion(5000);
            forger.disconnect().waitForCompletion(5000);
            forger.close();
            until("all arrive", () -> ingest.stamps.size() == 21);
            first = List.copyOf(ingest.stamps);
        }
        broker.close();
        assertThat(first).doesNotHaveDuplicates();
        assertThat(first)
                .allSatisfy(text -> assertThat(Stamp.parse(text).orElseThrow().receivedAt())
                        .isBetween(before, Instant.now().plusSeconds(1)));
        // nothing was acknowledged: everything comes again, also after a restart
        try (RunningBroker again = broker.again();
                Ingest ingest = new Ingest(again.artemis.endpoint())) {
            until("all come again", () -> ingest.stamps.size() == 21);
            assertThat(ingest.stamps).containsExactlyInAnyOrderElementsOf(first);
        }
    }

    @Test
    void a_packet_above_the_limit_ends_the_connection() throws Exception {
        try (RunningBroker broker = RunningBroker.start(folder)) {
            TestDevice device = broker.device();
            try (var client = Clients.connect(broker, device)) {
                client.publish(device.up("picture"), "x".repeat(200_000), 1, false);
                assertThatThrownBy(() -> client.publish(device.up("picture"), "x".repeat(300_000), 1, false))
                        .isInstanceOf(MqttException.class);
                until("disconnected", () -> !client.client.isConnected());
            }
        }
    }

    @Test
    void connections_above_the_limit_are_closed() throws Exception {
        try (RunningBroker broker = RunningBroker.start(folder, 2)) {
            TestDevice device = broker.device();
            var options = Clients.options(device.user(), device.secret());
            try (var one = Clients.connect(broker, device.user() + "-1", options);
                    var two = Clients.connect(broker, device.user() + "-2", options)) {
                assertThatThrownBy(() -> Clients.connect(broker, device.user() + "-3", options))
                        .isInstanceOf(MqttException.class);
                one.publish(device.up("weight"), "1", 1, false);
                two.publish(device.up("weight"), "1", 1, false);
            }
        }
    }

    @Test
    void nothing_but_mqtt_is_spoken() throws Exception {
        try (RunningBroker broker = RunningBroker.start(folder);
                Socket socket = new Socket("127.0.0.1", broker.settings.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000000\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void a_port_in_use_is_named() {
        try (RunningBroker broker = RunningBroker.start(folder)) {
            assertThatThrownBy(broker::again)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + broker.settings.port())
                    .hasMessageContaining("RUBRO_MQTT_PORT");
        }
    }

    /** The platform's own client: MQTT 5, a session that lasts, nothing acknowledged by itself. */
    private static final class Ingest implements AutoCloseable {
        final org.eclipse.paho.mqttv5.client.MqttClient client;
        final List<String> stamps = new CopyOnWriteArrayList<>();

        Ingest(MqttEndpoint endpoint) throws org.eclipse.paho.mqttv5.common.MqttException {
            client = new org.eclipse.paho.mqttv5.client.MqttClient(
                    endpoint.uri(),
                    endpoint.clientId(),
                    new org.eclipse.paho.mqttv5.client.persist.MemoryPersistence());
            client.setManualAcks(true);
            client.setTimeToWait(5000);
            client.setCallback(new Listener(stamps));
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setUserName(endpoint.user().orElseThrow());
            options.setPassword(endpoint.password().orElseThrow().getBytes(StandardCharsets.UTF_8));
            options.setCleanStart(false);
            options.setSessionExpiryInterval(0xFFFF_FFFFL);
            client.connect(options);
        }

        @Override
        public void close() throws org.eclipse.paho.mqttv5.common.MqttException {
            client.disconnectForcibly(0, 0, false);
            client.close(true);
        }
    }
}
