package io.rubro.devices.registry.internal.service;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device in a list, with what is known of it now.
 *
 * @param driverRunning whether its driver is; without it, its messages are set aside until the driver returns
 * @param online whether it is connected to the built-in broker, or said so itself
 * @param lastSeen when it last said something, up to ten seconds old; null if it never did
 * @param firmware the firmware it reports; null if it never did
 */
public record DeviceRow(
        Id id,
        String name,
        String driver,
        boolean driverRunning,
        @Nullable String group,
        @Nullable String place,
        boolean enabled,
        boolean online,
        @Nullable Instant lastSeen,
        @Nullable String firmware,
        Instant createdAt) {}
