package io.rubro.devices.registry.internal.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rubro.devices.Measurement;
import io.rubro.devices.driver.Command;
import io.rubro.devices.driver.CommandType;
import io.rubro.devices.driver.DeviceDriver;
import io.rubro.devices.driver.DriverSession;
import io.rubro.devices.driver.Field;
import io.rubro.devices.driver.OutgoingMessage;
import io.rubro.devices.driver.Settings;
import io.rubro.devices.mqtt.DeviceConnections;
import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.mqtt.DeviceLink;
import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.persistence.EntityManagerFactory;

/** The registry on a real database, with a driver; broker, journal and audit trail note what they are told. */
final class Registry implements AutoCloseable, DeviceLink, DeviceConnections, Organizations {

    static final Id ORGANIZATION = new Id(1);
    static final Id OTHER = new Id(2);

    /** What was sent to a device. */
    record Sent(DeviceIdentity device, String topic, String text, boolean retained) {}

    final TestPlatform platform;
    final LoadedDrivers drivers = new LoadedDrivers();
    final BrokerSide broker = new BrokerSide();
    final StoredCredentials credentials;
    final JpaDevices devices;
    final DeviceList list;
    final StoredShadows shadows;
    final PresenceBook presence;
    final List<DomainEvent> events = new CopyOnWriteArrayList<>();
    final List<String> trail = new CopyOnWriteArrayList<>();
    final List<Sent> sent = new CopyOnWriteArrayList<>();
    final List<Id> cut = new CopyOnWriteArrayList<>();
    final RecordedLive live = new RecordedLive();

    Registry(TestDatabase database) {
        platform = database.start();
        platform.migrate("devices", "db/devices.xml", "credential");
        EntityManagerFactory unit = platform.unit("devices");
        credentials = new StoredCredentials(
                platform.transactions(), platform.globalSql(), platform.schema("devices"), broker);
        devices = new JpaDevices(
                platform.transactions(),
                unit,
                platform.schema("devices"),
                platform.sql(),
                credentials,
                drivers,
                broker,
                events::add,
                (action, type, id, details) -> trail.add(action),
                live);
        list = new DeviceList(platform.sql(), platform.schema("devices"), drivers);
        shadows = new StoredShadows(
                platform.transactions(),
                platform.sql(),
                platform.schema("devices"),
                broker,
                (action, type, id, details) -> trail.add(action));
        presence = new PresenceBook(platform.transactions(), platform.sql(), platform.schema("devices"), this, live);
        drivers.bindDriver(new Lamp());
        broker.bindLink(new Only<>(this));
        broker.bindConnections(new Only<>(this));
    }

    <T> T in(Callable<T> work) {
        return Tenant.call(ORGANIZATION, work);
    }

    void run(Runnable work) {
        Tenant.run(ORGANIZATION, work);
    }

    static DeviceDraft draft(String name) {
        return new DeviceDraft(name, "lamp", null, null, settings("{\"channel\":3}"), true);
    }

    static ObjectNode settings(String json) {
        return Json.read(json).orElseThrow();
    }

    @Override
    public void send(DeviceIdentity device, String topic, byte[] payload, boolean retained) {
        sent.add(new Sent(device, topic, new String(payload, StandardCharsets.UTF_8), retained));
    }

    @Override
    public void disconnect(Id device) {
        cut.add(device);
    }

    @Override
    public Organization current() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Id> all() {
        return List.of(ORGANIZATION, OTHER);
    }

    @Override
    public void close() throws InterruptedException {
        presence.close();
        platform.close();
    }

    /** A lamp on a channel from 1 to 8 that can be dimmed. */
    static final class Lamp implements DeviceDriver {
        @Override
        public String id() {
            return "lamp";
        }

        @Override
        public Map<String, String> names() {
            return Map.of("es", "Lámpara", "en", "Lamp");
        }

        @Override
        public List<Field> settings() {
            return List.of(
                    Field.integer("channel").named("Canal", "Channel").between("1", "8"),
                    Field.choice("colour", "warm", "cold").or("warm"));
        }

        @Override
        public List<CommandType> commands() {
            return List.of(new CommandType(
                    "dim",
                    Map.of("es", "Atenuar"),
                    List.of(Field.decimal("level").between("0", "1"))));
        }

        @Override
        public DriverSession open(Settings settings) {
            if (settings.text("colour").equals("cold") && settings.integer("channel") == 8) {
                throw ProblemException.invalid("settings.colour", "lamp.no-cold-on-8");
            }
            return message -> List.<Measurement>of();
        }

        @Override
        public List<OutgoingMessage> encode(Settings settings, Command command) {
            return List.of(OutgoingMessage.ofText(
                    "dim/" + settings.integer("channel"),
                    command.arguments().decimal("level").toPlainString()));
        }
    }
}
