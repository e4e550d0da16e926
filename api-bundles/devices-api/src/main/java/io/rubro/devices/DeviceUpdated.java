package io.rubro.devices;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;

/**
 * What is registered of a device changed.
 *
 * @param device the device
 * @param name how people call it
 * @param driver the id of its driver
 */
@EventType("devices.device.updated")
public record DeviceUpdated(Id device, String name, String driver) implements DomainEvent {

    @Override
    public Id aggregate() {
        return device;
    }
}
