package io.rubro.devices.registry.internal.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rubro.devices.registry.internal.model.DeviceEntity;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is registered of a device. */
public record RegisteredDevice(
        Id id,
        String name,
        String driver,
        @Nullable String group,
        @Nullable String place,
        @Schema(implementation = Object.class) ObjectNode settings,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {

    static RegisteredDevice of(DeviceEntity device) {
        return new RegisteredDevice(
                device.id(),
                device.name(),
                device.driver(),
                device.group(),
                device.place(),
                Json.stored(device.settings()),
                device.enabled(),
                device.createdAt(),
                device.updatedAt(),
                device.version());
    }
}
