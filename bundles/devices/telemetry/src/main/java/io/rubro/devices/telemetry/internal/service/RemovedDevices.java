package io.rubro.devices.telemetry.internal.service;

import io.rubro.devices.DeviceDeleted;
import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Forgets what a removed device has said. Its last values are gone at once; its readings may be millions and go with the
 * next {@link Retention}.
 */
@Component(service = EventSubscriber.class)
public final class RemovedDevices implements EventSubscriber {

    private final Sql sql;
    private final SetAside setAside;

    @Activate
    public RemovedDevices(
            @Reference Sql sql,
            @Reference(target = "(module=telemetry)") SchemaReady schema,
            @Reference SetAside setAside) {
        this.sql = sql;
        this.setAside = setAside;
    }

    @Override
    public String name() {
        return "telemetry.removed-devices";
    }

    @Override
    public Set<String> types() {
        return Set.of("devices.device.deleted");
    }

    @Override
    public void on(JournalEvent event) {
        Id device = event.payload(DeviceDeleted.class).device();
        sql.update(
                "update telemetry.last_value set removed = true where organization_id = {org} and device_id = ?",
                device);
        setAside.removeAll(device);
    }
}
