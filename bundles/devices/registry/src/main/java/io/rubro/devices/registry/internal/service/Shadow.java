package io.rubro.devices.registry.internal.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rubro.platform.rest.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state wished for and the state reported of a device.
 *
 * @param desired what it shall be
 * @param reported what the device says it is
 * @param desiredAt when the wish last changed
 * @param reportedAt when the device last reported
 */
public record Shadow(
        @Schema(implementation = Object.class) ObjectNode desired,
        @Schema(implementation = Object.class) ObjectNode reported,
        @Nullable Instant desiredAt,
        @Nullable Instant reportedAt,
        long version)
        implements Versioned {}
