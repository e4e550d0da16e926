package io.rubro.devices.registry.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rubro.devices.registry.internal.service.DeviceDraft;
import io.rubro.devices.registry.internal.service.Json;
import io.swagger.v3.oas.annotations.media.Schema;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A device as a client sends it. What is absent is empty; {@code enabled} is true then. */
public record DeviceRequest(
        @NotBlank @Size(max = 100) String name,
        @NotBlank @Size(max = 100) String driver,
        @Size(max = 100) @Nullable String group,
        @Size(max = 100) @Nullable String place,
        @Schema(implementation = Object.class) @Nullable ObjectNode settings,
        @Nullable Boolean enabled) {

    DeviceDraft toDraft() {
        return new DeviceDraft(
                name.strip(),
                driver.strip(),
                blankToNull(group),
                blankToNull(place),
                settings == null ? Json.object() : settings,
                enabled == null || enabled);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
