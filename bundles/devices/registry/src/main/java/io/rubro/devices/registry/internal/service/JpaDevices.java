package io.rubro.devices.registry.internal.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rubro.devices.Device;
import io.rubro.devices.DeviceCreated;
import io.rubro.devices.DeviceDeleted;
import io.rubro.devices.DeviceUpdated;
import io.rubro.devices.Devices;
import io.rubro.devices.driver.Command;
import io.rubro.devices.driver.CommandType;
import io.rubro.devices.driver.OutgoingMessage;
import io.rubro.devices.driver.Settings;
import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.registry.internal.model.DeviceEntity;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The registered devices as JPA entities. */
@Component(service = {Devices.class, JpaDevices.class})
public final class JpaDevices implements Devices {

    private static final int MAX_SETTINGS = 8000;

    private final Transactions transactions;
    private final EntityManagerFactory unit;
    private final Sql sql;
    private final StoredCredentials credentials;
    private final LoadedDrivers drivers;
    private final BrokerSide broker;
    private final Events events;
    private final Audit audit;
    private final LiveUpdates live;

    @Activate
    public JpaDevices(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=devices)") EntityManagerFactory unit,
            @Reference(target = "(module=devices)") SchemaReady schema,
            @Reference Sql sql,
            @Reference StoredCredentials credentials,
            @Reference LoadedDrivers drivers,
            @Reference BrokerSide broker,
            @Reference Events events,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this.transactions = transactions;
        this.unit = unit;
        this.sql = sql;
        this.credentials = credentials;
        this.drivers = drivers;
        this.broker = broker;
        this.events = events;
        this.audit = audit;
        this.live = live;
    }

    @Override
    public Optional<Device> find(Id device) {
        return transactions.required(() -> Optional.ofNullable(em().find(DeviceEntity.class, device.value()))
                .map(JpaDevices::toDevice));
    }

    @Override
    public List<Device> withDriver(String driver) {
        return transactions.required(() -> em().createQuery(
                        "select d from Device d where d.driver = :driver order by d.name, d.id", DeviceEntity.class)
                .setParameter("driver", driver)
                .getResultStream()
                .map(JpaDevices::toDevice)
                .toList());
    }

    private static Device toDevice(DeviceEntity entity) {
        return new Device(
                entity.id(),
                entity.name(),
                entity.driver(),
                entity.group(),
                entity.place(),
                Json.values(Json.stored(entity.settings())),
                entity.enabled(),
                entity.version());
    }

    /** @throws ProblemException 404 */
    public RegisteredDevice get(Id device) {
        return transactions.required(() -> RegisteredDevice.of(entity(device)));
    }

    /**
     * Registers a device. It cannot connect before {@link #rotateCredentials} gave it a secret.
     *
     * @throws ProblemException 409 if its driver is not running, 422 if the settings are not what the driver wants
     */
    public RegisteredDevice create(DeviceDraft draft) {
        String settings = checked(draft.driver(), draft.settings());
        return transactions.required(() -> {
            Id id = Id.next();
            Instant now = now();
            DeviceEntity device = new DeviceEntity(id, draft.name(), draft.driver(), settings, now);
            apply(device, draft, settings, now);
            em().persist(device);
            em().flush(); // the rows below refer to it
            sql.update("insert into devices.presence (organization_id, id, online) values ({org}, ?, false)", id);
            sql.update(
                    "insert into devices.shadow (organization_id, id, version, desired, reported)"
                            + " values ({org}, ?, 1, '{}', '{}')",
                    id);
            credentials.register(id);
            if (!draft.enabled()) {
                credentials.enable(id, false);
            }
            events.publish(new DeviceCreated(id, draft.name(), draft.driver()));
            audit.record("devices.device.create", "device", id, Map.of("name", draft.name(), "driver", draft.driver()));
            changed(id);
            return RegisteredDevice.of(device);
        });
    }

    /**
     * Changes what is registered.
     *
     * @throws ProblemException 404, 412, 428; 409 and 422 as {@link #create}, but only if driver or settings change
     */
    public RegisteredDevice update(Id id, @Nullable IfMatch seen, DeviceDraft draft) {
        return transactions.required(() -> {
            DeviceEntity device = entity(id);
            IfMatch.require(seen, device.version());
            boolean other = !device.driver().equals(draft.driver())
                    || !Json.stored(device.settings()).equals(draft.settings());
            String settings = other ? checked(draft.driver(), draft.settings()) : device.settings();
            if (device.enabled() != draft.enabled()) {
                credentials.enable(id, draft.enabled());
            }
            apply(device, draft, settings, now());
            em().flush();
            events.publish(new DeviceUpdated(id, draft.name(), draft.driver()));
            audit.record(
                    "devices.device.update",
                    "device",
                    id,
                    Map.of("name", draft.name(), "driver", draft.driver(), "enabled", draft.enabled()));
            changed(id);
            return RegisteredDevice.of(device);
        });
    }

    private void changed(Id id) {
        live.changed("devices.device", id, "devices.device.read");
    }

    private static void apply(DeviceEntity device, DeviceDraft draft, String settings, Instant now) {
        device.change(draft.name(), draft.driver(), draft.group(), draft.place(), settings, draft.enabled(), now);
    }

    /** Lets the driver look at the settings. */
    private String checked(String driver, ObjectNode settings) {
        String text = settings.toString();
        if (text.length() > MAX_SETTINGS) {
            throw ProblemException.invalid("settings", "devices.settings.too-long", Map.of("max", MAX_SETTINGS));
        }
        drivers.ask(driver, d -> d.open(Settings.of(d.settings(), Json.values(settings), "settings")));
        return text;
    }

    /**
     * Removes a device with its credentials, shadow and presence. Its readings stay until their time is up.
     *
     * @throws ProblemException 404, 412, 428
     */
    public void delete(Id id, @Nullable IfMatch seen) {
        transactions.run(() -> {
            DeviceEntity device = entity(id);
            IfMatch.require(seen, device.version());
            sql.update("delete from devices.presence where organization_id = {org} and id = ?", id);
            sql.update("delete from devices.shadow where organization_id = {org} and id = ?", id);
            credentials.remove(id);
            em().remove(device);
            em().flush();
            events.publish(new DeviceDeleted(id, device.name(), device.driver()));
            audit.record("devices.device.delete", "device", id, Map.of("name", device.name()));
            changed(id);
        });
    }

    /**
     * Makes new credentials; the old ones are worth nothing from then on.
     *
     * @return the secret, which nobody will see again
     * @throws ProblemException 404
     */
    public String rotateCredentials(Id id) {
        return transactions.required(() -> {
            entity(id);
            audit.record("devices.credentials.rotate", "device", id, Map.of());
            return credentials.rotate(id);
        });
    }

    /** Where devices connect; empty while no broker runs. */
    public Optional<String> brokerAddress() {
        return broker.address();
    }

    @Override
    public void send(Id id, String command, Map<String, Object> arguments) {
        transactions.run(() -> {
            DeviceEntity device = entity(id);
            if (!device.enabled()) {
                throw ProblemException.conflict("devices.device.disabled", Map.of("name", device.name()));
            }
            List<OutgoingMessage> messages = drivers.ask(device.driver(), driver -> {
                CommandType type = driver.commands().stream()
                        .filter(known -> known.name().equals(command))
                        .findFirst()
                        .orElseThrow(() -> unknown(driver.commands()));
                return driver.encode(
                        Settings.of(driver.settings(), Json.values(Json.stored(device.settings())), "settings"),
                        new Command(command, Settings.of(type.arguments(), arguments, "arguments")));
            });
            audit.record("devices.command.send", "device", id, Map.of("command", command, "arguments", arguments));
            // last, so that nothing is sent whose record is refused
            DeviceIdentity identity = new DeviceIdentity(Tenant.current(), id);
            messages.forEach(message -> broker.send(identity, message.topic(), message.payload(), false));
        });
    }

    private static ProblemException unknown(List<CommandType> commands) {
        String names = commands.stream().map(CommandType::name).collect(Collectors.joining(", "));
        return ProblemException.invalid(
                "command", "devices.command.unknown", Map.of("commands", names.isEmpty() ? "-" : names));
    }

    private DeviceEntity entity(Id id) {
        @Nullable DeviceEntity device = em().find(DeviceEntity.class, id.value());
        if (device == null) {
            throw ProblemException.notFound("devices.device.not-found", id);
        }
        return device;
    }

    private EntityManager em() {
        return transactions.entityManager(unit);
    }

    /** To the microsecond, which is what both databases keep. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
