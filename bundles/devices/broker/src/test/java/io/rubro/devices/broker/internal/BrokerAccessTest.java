package io.rubro.devices.broker.internal;

import static io.rubro.devices.broker.internal.Await.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.devices.broker.internal.RunningBroker.TestDevice;
import io.rubro.platform.ids.Id;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttSecurityException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may connect, publish and subscribe, tried with real clients. */
class BrokerAccessTest {

    private static final int NOT_AUTHORIZED = 0x87;

    private static RunningBroker broker;

    @BeforeAll
    static void start(@TempDir Path folder) {
        broker = RunningBroker.start(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void a_device_speaks_and_is_spoken_to_on_its_own_topics() throws Exception {
        TestDevice device = broker.device();
        try (var platform = Clients.platform(broker);
                var client = Clients.connect(broker, device)) {
            platform.client.subscribe("rubro/+/+/up/#", 1);
            client.client.subscribe(device.down("#"), 1);
            client.publish(device.up("weight"), "1.25", 1, false);
            platform.publish(device.down("tare"), "now", 1, false);
            until(
                    "both are heard",
                    () -> platform.heard.contains(device.up("weight") + " 1.25")
                            && client.heard.contains(device.down("tare") + " now"));
        }
    }

    @Test
    void a_wrong_secret_is_refused() {
        TestDevice device = broker.device();
        assertThatThrownBy(() ->
                        Clients.connect(broker, device.user(), Clients.options(device.user(), device.secret() + "x")))
                .isInstanceOf(MqttSecurityException.class);
        assertThatThrownBy(() -> Clients.connect(broker, "x", new MqttConnectOptions()))
                .isInstanceOf(MqttSecurityException.class);
    }

    @Test
    void the_well_known_cluster_user_of_artemis_is_refused() {
        assertThatThrownBy(() -> Clients.connect(
                        broker, "cluster", Clients.options("ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!")))
                .isInstanceOf(MqttSecurityException.class);
    }

    @Test
    void the_client_id_is_bound_to_the_device() throws Exception {
        TestDevice mine = broker.device();
        TestDevice victim = broker.device();
        MqttConnectOptions options = Clients.options(mine.user(), mine.secret());
        try (var honest = Clients.connect(broker, victim)) {
            for (String clientId : List.of(victim.user(), "rubro-ingest", mine.user() + "x", "any")) {
                assertThatThrownBy(() -> Clients.connect(broker, clientId, options))
                        .as(clientId)
                        .isInstanceOf(MqttException.class);
            }
            // right after a good connection, when the answer could come from a cache
            Clients.connect(broker, mine.user() + "-2", options).close();
            assertThatThrownBy(() -> Clients.connect(broker, victim.user(), options))
                    .isInstanceOf(MqttException.class);
            assertThat(honest.client.isConnected()).isTrue();
        }
    }

    @Test
    void publishing_on_foreign_topics_reaches_nobody_and_ends_the_connection() throws Exception {
        Id organization = Id.next();
        TestDevice device = broker.device(organization);
        TestDevice sibling = broker.device(organization);
        TestDevice stranger = broker.device();
        List<String> forbidden = List.of(
                sibling.up("weight"),
                stranger.up("weight"),
                device.down("tare"),
                sibling.down("tare"),
                "rubro/" + organization + "/" + device.user() + "/up.x",
                "rubro/" + organization + "/" + device.user() + "x/up/weight",
                "rubro/" + organization,
                "weight",
                "$SYS/broker",
                "$sys.mqtt.sessions",
                "activemq.management",
                device.up("x::queue"),
                device.up("long/" + "x".repeat(300)));
        try (var platform = Clients.platform(broker)) {
            platform.client.subscribe("rubro/+/+/up/#", 1);
            for (String topic : forbidden) {
                try (var client = Clients.connect(broker, device)) {
                    assertThatThrownBy(() -> client.publish(topic, "forged", 1, false))
                            .as(topic)
                            .isInstanceOf(MqttException.class);
                    until("disconnected after " + topic, () -> !client.client.isConnected());
                }
            }
            try (var client = Clients.connect(broker, device)) {
                client.publish(device.up("weight"), "honest", 1, false);
            }
            until("the honest message", () -> platform.heard.contains(device.up("weight") + " honest"));
            assertThat(platform.heard).noneMatch(heard -> heard.endsWith("forged"));
        }
    }

    @Test
    void subscribing_to_foreign_topics_is_refused() throws Exception {
        Id organization = Id.next();
        TestDevice device = broker.device(organization);
        TestDevice sibling = broker.device(organization);
        List<String> forbidden = List.of(
                "#",
                "+/#",
                "rubro/#",
                "rubro/+/+/down/#",
                "rubro/" + organization + "/#",
                "rubro/" + organization + "/+/down/#",
                "rubro/" + organization + "/" + device.user() + "/#",
                "rubro/" + organization + "/" + device.user() + "/+/x",
                device.up("#"),
                sibling.down("#"),
                "$SYS/#",
                "$share/g/" + sibling.down("#"),
                "$share/" + sibling.user() + "/" + device.down("#"));
        try (var client = Clients.connect(broker, device)) {
            for (String filter : forbidden) {
                assertThatThrownBy(() -> client.client.subscribe(filter, 1))
                        .as(filter)
                        .isInstanceOf(MqttException.class);
            }
            assertThat(client.client.isConnected()).isTrue();
            client.client.subscribe(device.down("a/+/b"), 1);
        }
    }

    @Test
    void a_will_on_the_own_topic_is_sent_and_one_on_a_foreign_topic_is_not() throws Exception {
        TestDevice honest = broker.device();
        TestDevice forger = broker.device();
        try (var platform = Clients.platform(broker)) {
            platform.client.subscribe("rubro/+/+/up/#", 1);
            MqttConnectOptions forged = Clients.options(forger.user(), forger.secret());
            forged.setWill(honest.up("status"), "forged".getBytes(StandardCharsets.UTF_8), 1, false);
            MqttConnectOptions own = Clients.options(honest.user(), honest.secret());
            own.setWill(honest.up("status"), "offline".getBytes(StandardCharsets.UTF_8), 1, false);
            var bad = Clients.connect(broker, forger.user(), forged);
            var good = Clients.connect(broker, honest.user(), own);
            bad.client.disconnectForcibly(0, 0, false);
            until("the forger is gone", () -> broker.presence.contains(forger.user() + " offline"));
            good.client.disconnectForcibly(0, 0, false);
            until("the will", () -> platform.heard.contains(honest.up("status") + " offline"));
            assertThat(platform.heard).noneMatch(heard -> heard.endsWith("forged"));
            bad.client.close(true);
            good.client.close(true);
        }
    }

    @Test
    void mqtt_5_says_that_it_is_not_authorised_and_stays_connected() throws Exception {
        TestDevice device = broker.device();
        TestDevice other = broker.device();
        var client = Clients.connect5(broker, device);
        try {
            var refused = client.publish(other.up("weight"), new MqttMessage(new byte[] {1}, 1, false, null));
            refused.waitForCompletion(5000);
            assertThat(refused.getReasonCodes()).containsExactly(NOT_AUTHORIZED);
            var accepted = client.publish(device.up("weight"), new MqttMessage(new byte[] {1}, 1, false, null));
            accepted.waitForCompletion(5000);
            assertThat(accepted.getReasonCodes()).containsExactly(0);
            assertThat(client.isConnected()).isTrue();
        } finally {
            client.disconnect().waitForCompletion(5000);
            client.close();
        }
    }

    @Test
    void retained_messages_are_kept_for_those_who_come_later() throws Exception {
        TestDevice device = broker.device();
        try (var platform = Clients.platform(broker)) {
            platform.publish(device.down("shadow"), "{\"on\":true}", 1, true);
        }
        try (var client = Clients.connect(broker, device)) {
            client.client.subscribe(device.down("#"), 1);
            until("the retained message", () -> client.heard.contains(device.down("shadow") + " {\"on\":true}"));
        }
    }
}
