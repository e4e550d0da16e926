package io.rubro.devices.telemetry.internal.ingest;

import static io.rubro.devices.telemetry.internal.Await.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.devices.Measurement;
import io.rubro.devices.Reading;
import io.rubro.devices.Value;
import io.rubro.devices.broker.internal.TestBroker;
import io.rubro.devices.driver.BadMessageException;
import io.rubro.devices.driver.DeviceDriver;
import io.rubro.devices.driver.DriverSession;
import io.rubro.devices.driver.Settings;
import io.rubro.devices.telemetry.internal.TestHouse;
import io.rubro.devices.telemetry.internal.TestHouse.Registered;
import io.rubro.devices.telemetry.internal.service.SetAside;
import io.rubro.devices.telemetry.internal.service.SetAside.Reason;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a device's client through the real broker to the real database. */
class IngestTest {

    private static final Duration YEARS = Duration.ofDays(3650);

    @TempDir
    Path folder;

    private TestHouse house;
    private TestBroker broker;
    private RunningIngest ingest;

    private void start(TestDatabase database) {
        house = new TestHouse(database);
        broker = new TestBroker(folder, house.credentials, house.presence);
    }

    private void ingest(DeviceDriver... drivers) {
        ingest = new RunningIngest(house, broker.endpoint(), List.of(drivers));
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (ingest != null) {
            ingest.close();
        }
        broker.close();
        house.close();
    }

    private MqttAsyncClient connect(Registered device) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(broker.uri(), device.id().toString(), new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(device.id().toString());
        options.setPassword(device.secret().toCharArray());
        options.setMaxInflight(500);
        options.setCleanSession(false);
        client.connect(options).waitForCompletion(10_000);
        return client;
    }

    private void say(Registered device, String topic, String... payloads) throws MqttException {
        MqttAsyncClient client = connect(device);
        for (String payload : payloads) {
            client.publish(device.up(topic), payload.getBytes(StandardCharsets.UTF_8), 1, false)
                    .waitForCompletion(10_000);
        }
        client.disconnect().waitForCompletion(10_000);
        client.close();
    }

    private List<Reading> history(Registered device, String metric) {
        return Tenant.call(
                device.identity().organization(),
                () -> house.telemetry.history(
                        device.id(), metric, Instant.EPOCH, Instant.now().plus(YEARS), 10_000));
    }

    private static String number(Reading reading) {
        return ((Value.Decimal) reading.value()).number().toPlainString();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ten_thousand_readings_arrive_once_although_the_ingest_is_stopped_and_started(TestDatabase database)
            throws Exception {
        start(database);
        JsonDriver json = new JsonDriver();
        int devices = 5;
        int each = 2000;
        List<Registered> scales = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            scales.add(house.device(json, i % 2 == 0 ? TestHouse.SHOP : TestHouse.OTHER));
        }
        ingest(json);
        until("the session is there, so that nothing is said to nobody", this::canSend);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> publishers = scales.stream()
                .map(scale -> new Thread(() -> publish(scale, each, failures)))
                .toList();
        publishers.forEach(Thread::start);
        int restarts = 0;
        while (publishers.stream().anyMatch(Thread::isAlive) || restarts < 4) {
            long before = total();
            until("some more arrive", () -> total() > before || total() == devices * each);
            ingest.close();
            ingest(json);
            restarts++;
        }
        for (Thread publisher : publishers) {
            publisher.join();
        }
        assertThat(failures).isEmpty();
        until("all arrive", () -> total() >= devices * each && ingest.waiting() == 0);
        ingest.close();
        ingest(json);
        until("nothing waits at the broker any more", () -> canSend() && ingest.waiting() == 0);
        assertThat(restarts).isGreaterThanOrEqualTo(4);
        for (Registered scale : scales) {
            assertThat(history(scale, "n").stream().map(IngestTest::number).distinct())
                    .hasSize(each);
            assertThat(history(scale, "n")).hasSize(each);
        }
        assertThat(house.count("set_aside")).isZero();
    }

    /** Every other one with a time of its own. */
    private void publish(Registered scale, int count, List<Throwable> failures) {
        try {
            MqttAsyncClient client = connect(scale);
            Instant begin = Instant.now();
            for (int i = 0; i < count; i++) {
                String at = i % 2 == 0 ? ",\"at\":\"" + begin.plusMillis(i / 4) + "\"" : "";
                byte[] payload = ("{\"n\":" + i + at + "}").getBytes(StandardCharsets.UTF_8);
                var token = client.publish(scale.up("data"), payload, 1, false);
                if (i % 250 == 249) {
                    token.waitForCompletion(60_000);
                }
            }
            client.disconnect(60_000).waitForCompletion(60_000);
            client.close();
        } catch (MqttException | RuntimeException e) {
            failures.add(e);
        }
    }

    private long total() {
        return house.count("reading")
                + Tenant.call(TestHouse.OTHER, () -> house.platform
                        .sql()
                        .queryOne(
                                "select count(*) as n from telemetry.reading where organization_id = {org}",
                                row -> row.getLong("n"))
                        .orElseThrow());
    }

    private boolean canSend() {
        try {
            Registered nobody =
                    new Registered(new io.rubro.devices.mqtt.DeviceIdentity(TestHouse.SHOP, Id.next()), "", 0);
            ingest.link().send(nobody.identity(), "ping", new byte[0], false);
            return true;
        } catch (ProblemException notYet) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_said_while_nobody_listens_or_the_broker_restarts_is_kept(TestDatabase database) throws Exception {
        start(database);
        JsonDriver json = new JsonDriver();
        Registered scale = house.device(json);
        ingest(json);
        until("connected", this::canSend);
        ingest.close();
        say(scale, "data", "{\"n\":1}", "{\"n\":2}");
        broker = broker.restart();
        say(scale, "data", "{\"n\":3}");
        ingest(json);
        until("all three", () -> history(scale, "n").size() == 3);
        assertThat(history(scale, "n")).extracting(IngestTest::number).containsExactly("1", "2", "3");
        broker = broker.restart();
        ingest.close();
        ingest(json);
        say(scale, "data", "{\"n\":4}");
        until("the fourth", () -> history(scale, "n").size() == 4);
    }

    /** Says what it hears, as a plugin's driver would. */
    private static final class Echo implements DeviceDriver {
        @Override
        public String id() {
            return "echo";
        }

        @Override
        public Map<String, String> names() {
            return Map.of("es", "Eco");
        }

        @Override
        public DriverSession open(Settings settings) {
            return message -> {
                if (message.text().isEmpty()) {
                    throw new BadMessageException("empty");
                }
                return List.of(Measurement.of("n", Value.of(new BigDecimal(message.text())), null));
            };
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void messages_wait_for_a_driver_that_is_away(TestDatabase database) throws Exception {
        start(database);
        Registered scale = house.device(new Echo());
        ingest();
        until("connected", this::canSend);
        say(scale, "data", "1", "", "2");
        until("set aside", () -> house.count("set_aside") == 3);
        assertThat(house.in(() -> house.setAside.list(scale.id(), null, new Id(0), 10)))
                .allSatisfy(message -> assertThat(message.reason()).isEqualTo(Reason.DRIVER_MISSING))
                .extracting(message -> new String(message.payload(), StandardCharsets.UTF_8))
                .containsExactly("1", "", "2");
        ingest.drivers.bindDriver(new Echo());
        until("decoded", () -> history(scale, "n").size() == 2);
        until("only the bad one left", () -> house.count("set_aside") == 1);
        assertThat(house.in(() -> house.setAside.list(scale.id(), null, new Id(0), 10)))
                .extracting(SetAside.Message::reason, SetAside.Message::detail)
                .extracting(Object::toString)
                .containsExactly("(NOT_UNDERSTOOD, \"empty\")");
        say(scale, "data", "3", "no number");
        until("the new one", () -> history(scale, "n").size() == 3);
        assertThat(history(scale, "n")).extracting(IngestTest::number).containsExactly("1", "2", "3");
        until("the driver's mistake is set aside", () -> house.count("set_aside") == 2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_driver_may_come_and_go_while_messages_arrive(TestDatabase database) throws Exception {
        start(database);
        Registered scale = house.device(new Echo());
        ingest();
        until("connected", this::canSend);
        MqttAsyncClient client = connect(scale);
        Thread publisher = new Thread(() -> {
            try {
                for (int i = 0; i < 1000; i++) {
                    var token = client.publish(scale.up("data"), ("" + i).getBytes(StandardCharsets.UTF_8), 1, false);
                    if (i % 20 == 19) {
                        token.waitForCompletion(60_000);
                    }
                }
            } catch (MqttException e) {
                throw new IllegalStateException(e);
            }
        });
        publisher.start();
        while (publisher.isAlive()) {
            Echo driver = new Echo();
            ingest.drivers.bindDriver(driver);
            Thread.onSpinWait();
            ingest.drivers.unbindDriver(driver);
            publisher.join(20);
        }
        ingest.drivers.bindDriver(new Echo());
        until("all are read", () -> history(scale, "n").size() == 1000);
        assertThat(history(scale, "n").stream().map(IngestTest::number).distinct())
                .hasSize(1000);
        until("nothing is left aside", () -> house.count("set_aside") == 0);
        client.disconnect().waitForCompletion(10_000);
        client.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void status_and_shadow_go_to_the_registry(TestDatabase database) throws Exception {
        start(database);
        JsonDriver json = new JsonDriver();
        Registered scale = house.device(json);
        ingest(json);
        until("connected", this::canSend);
        say(scale, "shadow", "{\"on\":true,\"firmware\":\"2.1\"}", "not JSON");
        until("reported", () -> house.in(() -> house.shadows.get(scale.id()))
                .reported()
                .toString()
                .equals("{\"on\":true,\"firmware\":\"2.1\"}"));
        until("the bad one is set aside", () -> house.count("set_aside") == 1);
        assertThat(house.count("reading")).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_disabled_device_is_cut_off_and_not_heard(TestDatabase database) throws Exception {
        start(database);
        JsonDriver json = new JsonDriver();
        Registered scale = house.device(json);
        ingest(json);
        until("connected", this::canSend);
        say(scale, "data", "{\"n\":1}");
        until("heard", () -> history(scale, "n").size() == 1);
        MqttAsyncClient client = connect(scale);
        house.disable(scale, "json");
        broker.connections().disconnect(scale.id());
        until("cut off", () -> !client.isConnected());
        assertThatThrownBy(() -> connect(scale)).isInstanceOf(MqttException.class);
        client.close(true);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_sent_to_a_device_reaches_it_and_waits_for_it(TestDatabase database) throws Exception {
        start(database);
        JsonDriver json = new JsonDriver();
        Registered scale = house.device(json);
        ingest(json);
        until("connected", this::canSend);
        List<String> heard = new CopyOnWriteArrayList<>();
        MqttClient client = new MqttClient(broker.uri(), scale.id().toString(), new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(scale.id().toString());
        options.setPassword(scale.secret().toCharArray());
        options.setCleanSession(false);
        client.connect(options);
        client.subscribe(scale.down("#"), 1, (topic, message) -> heard.add(topic + " " + message));
        ingest.link().send(scale.identity(), "tare", "now".getBytes(StandardCharsets.UTF_8), false);
        until("heard", () -> heard.contains(scale.down("tare") + " now"));
        client.disconnect();
        ingest.link().send(scale.identity(), "tare", "later".getBytes(StandardCharsets.UTF_8), false);
        client.setCallback(new LateListener(heard));
        client.connect(options);
        until("heard later", () -> heard.contains(scale.down("tare") + " later"));
        client.disconnect();
        client.close();
        broker.close();
        until("the loss is noticed", () -> !canSend());
        assertThatThrownBy(() -> ingest.link().send(scale.identity(), "tare", new byte[0], false))
                .isInstanceOf(ProblemException.class);
    }
}
