package io.rubro.devices.telemetry.internal.service;

import io.rubro.devices.DeviceDeleted;
import io.rubro.devices.telemetry.internal.TestHouse;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import java.time.Instant;

/** An event as the journal delivers it. */
record Delivered(DeviceDeleted event) implements JournalEvent {

    @Override
    public long position() {
        return 1;
    }

    @Override
    public Id id() {
        return new Id(1);
    }

    @Override
    public String type() {
        return "devices.device.deleted";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Id organization() {
        return TestHouse.SHOP;
    }

    @Override
    public Id aggregate() {
        return event.aggregate();
    }

    @Override
    public Instant at() {
        return Instant.EPOCH;
    }

    @Override
    public String json() {
        return "{}";
    }

    @Override
    public <T> T payload(Class<T> type) {
        return type.cast(event);
    }
}
