package io.rubro.devices.registry.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A command for a device, as its driver knows it. */
public record CommandRequest(
        @NotBlank @Size(max = 100) String command,
        @Schema(implementation = Object.class) @Nullable ObjectNode arguments) {}
