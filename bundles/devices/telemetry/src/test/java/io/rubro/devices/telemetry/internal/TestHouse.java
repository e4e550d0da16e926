package io.rubro.devices.telemetry.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rubro.devices.driver.DeviceDriver;
import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.registry.internal.service.BrokerSide;
import io.rubro.devices.registry.internal.service.DeviceDraft;
import io.rubro.devices.registry.internal.service.JpaDevices;
import io.rubro.devices.registry.internal.service.LoadedDrivers;
import io.rubro.devices.registry.internal.service.PresenceBook;
import io.rubro.devices.registry.internal.service.RegisteredDevice;
import io.rubro.devices.registry.internal.service.StoredCredentials;
import io.rubro.devices.registry.internal.service.StoredShadows;
import io.rubro.devices.registry.internal.service.TestDrivers;
import io.rubro.devices.telemetry.internal.service.LiveReadings;
import io.rubro.devices.telemetry.internal.service.ReadingStore;
import io.rubro.devices.telemetry.internal.service.SetAside;
import io.rubro.devices.telemetry.internal.service.SqlTelemetry;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.util.List;
import java.util.concurrent.Callable;

/** The real registry and the store of readings on a real database. */
public final class TestHouse implements AutoCloseable, Organizations {

    public static final Id SHOP = new Id(1);
    public static final Id OTHER = new Id(2);

    public final TestPlatform platform;
    public final LoadedDrivers registryDrivers = new LoadedDrivers();
    public final BrokerSide brokerSide = new BrokerSide();
    public final StoredCredentials credentials;
    public final JpaDevices devices;
    public final StoredShadows shadows;
    public final PresenceBook presence;
    public final RecordedLive live = new RecordedLive();
    public final ReadingStore store;
    public final SetAside setAside;
    public final SqlTelemetry telemetry;

    /** A device with its secret. */
    public record Registered(DeviceIdentity identity, String secret, long version) {
        public Id id() {
            return identity.device();
        }

        public String up(String suffix) {
            return "rubro/" + identity.organization() + "/" + identity.device() + "/up/" + suffix;
        }

        public String down(String suffix) {
            return "rubro/" + identity.organization() + "/" + identity.device() + "/down/" + suffix;
        }
    }

    public TestHouse(TestDatabase database) {
        platform = database.start();
        platform.migrate("devices", "db/devices.xml", "credential");
        platform.migrate("telemetry", "db/telemetry.xml");
        var transactions = platform.transactions();
        var schema = platform.schema("telemetry");
        credentials = new StoredCredentials(transactions, platform.globalSql(), schema, brokerSide);
        devices = new JpaDevices(
                transactions,
                platform.unit("devices"),
                schema,
                platform.sql(),
                credentials,
                registryDrivers,
                brokerSide,
                event -> {},
                (action, type, id, details) -> {},
                live);
        shadows =
                new StoredShadows(transactions, platform.sql(), schema, brokerSide, (action, type, id, details) -> {});
        presence = new PresenceBook(transactions, platform.sql(), schema, this, live);
        store = new ReadingStore(platform.sql(), new LiveReadings(transactions, live), schema);
        setAside = new SetAside(platform.sql(), schema);
        telemetry = new SqlTelemetry(transactions, platform.sql(), schema, store, devices, presence);
    }

    /** Registers a device of the shop; its driver need not be running any more afterwards. */
    public Registered device(DeviceDriver driver) {
        return device(driver, SHOP);
    }

    public Registered device(DeviceDriver driver, Id organization) {
        TestDrivers.add(registryDrivers, driver);
        return Tenant.call(organization, () -> {
            RegisteredDevice made = devices.create(draft(driver.id(), true));
            String secret = devices.rotateCredentials(made.id());
            return new Registered(new DeviceIdentity(organization, made.id()), secret, made.version());
        });
    }

    public void disable(Registered device, String driver) {
        Tenant.run(
                device.identity().organization(),
                () -> devices.update(device.id(), new IfMatch(device.version()), draft(driver, false)));
    }

    private static DeviceDraft draft(String driver, boolean enabled) {
        ObjectNode settings = new ObjectMapper().createObjectNode();
        return new DeviceDraft("Aparato", driver, null, null, settings, enabled);
    }

    public <T> T in(Callable<T> work) {
        return Tenant.call(SHOP, work);
    }

    public void run(Runnable work) {
        Tenant.run(SHOP, work);
    }

    public long count(String table) {
        return in(() -> platform.sql()
                .queryOne(
                        "select count(*) as n from telemetry." + table + " where organization_id = {org}",
                        row -> row.getLong("n"))
                .orElseThrow());
    }

    @Override
    public Organization current() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Id> all() {
        return List.of(SHOP, OTHER);
    }

    @Override
    public void close() {
        TestDrivers.close(presence);
        platform.close();
    }
}
