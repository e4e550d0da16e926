package io.rubro.devices;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;

/**
 * A device was removed, with its credentials.
 *
 * @param device the device
 * @param name how people call it
 * @param driver the id of its driver
 */
@EventType("devices.device.deleted")
public record DeviceDeleted(Id device, String name, String driver) implements DomainEvent {

    @Override
    public Id aggregate() {
        return device;
    }
}
