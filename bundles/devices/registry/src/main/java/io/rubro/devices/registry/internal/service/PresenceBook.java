package io.rubro.devices.registry.internal.service;

import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.mqtt.DevicePresence;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down once a second which devices came and went, and every ten seconds which have been heard: a scale that speaks
 * ten times a second costs six statements a minute, shared with all others of its organisation.
 */
@Component(service = {DevicePresence.class, PresenceBook.class})
public final class PresenceBook implements DevicePresence {

    private static final Logger LOG = LoggerFactory.getLogger("io.rubro.devices");
    private static final Duration PRECISION = Duration.ofSeconds(10);

    private final Transactions transactions;
    private final Sql sql;
    private final Organizations organizations;
    private final LiveUpdates live;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "rubro-presence");
        thread.setDaemon(true);
        return thread;
    });

    // all guarded by this
    private Map<DeviceIdentity, Instant> seen = new HashMap<>();
    private Map<DeviceIdentity, Boolean> changed = new HashMap<>();
    private @Nullable Set<DeviceIdentity> onlyThese;

    /** When each device was last written down; only the writer touches it. */
    private final Map<DeviceIdentity, Instant> written = new HashMap<>();

    @Activate
    public PresenceBook(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference(target = "(module=devices)") SchemaReady schema,
            @Reference Organizations organizations,
            @Reference LiveUpdates live) {
        this.transactions = transactions;
        this.sql = sql;
        this.organizations = organizations;
        this.live = live;
        writer.scheduleWithFixedDelay(this::writeOrRetry, 1, 1, TimeUnit.SECONDS);
    }

    @Deactivate
    void close() throws InterruptedException {
        writer.shutdown();
        writer.awaitTermination(5, TimeUnit.SECONDS);
        written.clear();
        writeOrRetry();
    }

    @Override
    public synchronized void seen(DeviceIdentity device, Instant at) {
        seen.merge(device, at, (a, b) -> a.isAfter(b) ? a : b);
    }

    @Override
    public synchronized void online(DeviceIdentity device, boolean online) {
        changed.put(device, online);
    }

    @Override
    public synchronized void onlyOnline(Set<DeviceIdentity> devices) {
        changed.clear();
        onlyThese = Set.copyOf(devices);
    }

    private void writeOrRetry() {
        try {
            write();
        } catch (RuntimeException e) {
            LOG.warn("presence of devices not written, trying again: {}", e.toString());
        }
    }

    /** Writes what has gathered; what cannot be written is kept. */
    void write() {
        reset();
        Map<DeviceIdentity, Boolean> changes;
        Map<DeviceIdentity, Instant> sightings;
        synchronized (this) {
            changes = changed;
            changed = new HashMap<>();
            sightings = due();
            sightings.keySet().forEach(seen::remove);
        }
        Set<Id> concerned = new HashSet<>();
        changes.keySet().forEach(device -> concerned.add(device.organization()));
        sightings.keySet().forEach(device -> concerned.add(device.organization()));
        for (Id organization : concerned) {
            try {
                writeFor(organization, changes, sightings);
            } catch (RuntimeException e) {
                keep(organization, changes, sightings);
                LOG.warn("presence of devices not written, trying again: {}", e.toString());
            }
        }
        sightings.forEach(written::put);
    }

    private Map<DeviceIdentity, Instant> due() {
        Map<DeviceIdentity, Instant> due = new HashMap<>();
        seen.forEach((device, at) -> {
            @Nullable Instant last = written.get(device);
            if (last == null || at.isAfter(last.plus(PRECISION))) {
                due.put(device, at);
            }
        });
        return due;
    }

    private synchronized void keep(
            Id organization, Map<DeviceIdentity, Boolean> changes, Map<DeviceIdentity, Instant> sightings) {
        changes.forEach((device, online) -> {
            if (device.organization().equals(organization)) {
                changed.putIfAbsent(device, online); // what was heard since is newer
            }
        });
        sightings.entrySet().removeIf(sighting -> {
            boolean mine = sighting.getKey().organization().equals(organization);
            if (mine) {
                seen(sighting.getKey(), sighting.getValue());
            }
            return mine;
        });
    }

    private void writeFor(
            Id organization, Map<DeviceIdentity, Boolean> changes, Map<DeviceIdentity, Instant> sightings) {
        List<@Nullable Object[]> online = new ArrayList<>();
        changes.forEach((device, is) -> {
            if (device.organization().equals(organization)) {
                online.add(new Object[] {is, device.device()});
            }
        });
        List<@Nullable Object[]> heard = new ArrayList<>();
        sightings.forEach((device, at) -> {
            if (device.organization().equals(organization)) {
                heard.add(new Object[] {at, device.device(), at});
            }
        });
        Tenant.run(
                organization,
                () -> transactions.run(() -> {
                    sql.batch(
                            "update devices.presence set online = ? where organization_id = {org} and id = ?", online);
                    sql.batch(
                            "update devices.presence set last_seen = ? where organization_id = {org} and id = ?"
                                    + " and (last_seen is null or last_seen < ?)",
                            heard);
                    // only who comes or goes: that a device is heard is told by its readings
                    changes.keySet().stream()
                            .filter(device -> device.organization().equals(organization))
                            .forEach(device -> live.changed("devices.device", device.device(), "devices.device.read"));
                }));
    }

    /** Corrects what a crash has left behind: everybody is away but those the broker named. */
    private void reset() {
        Set<DeviceIdentity> connected;
        synchronized (this) {
            if (onlyThese == null) {
                return;
            }
            connected = onlyThese;
        }
        for (Id organization : organizations.all()) {
            Tenant.run(
                    organization,
                    () -> sql.update("update devices.presence set online = false"
                            + " where organization_id = {org} and online = true"));
        }
        synchronized (this) {
            connected.forEach(device -> changed.putIfAbsent(device, true));
            if (connected.equals(onlyThese)) {
                onlyThese = null;
            }
        }
    }
}
