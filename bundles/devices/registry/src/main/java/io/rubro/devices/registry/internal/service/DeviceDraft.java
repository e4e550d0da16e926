package io.rubro.devices.registry.internal.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What is to be registered of a device.
 *
 * @param name 1 to 100 characters
 * @param driver the id of its driver
 * @param group at most 100 characters
 * @param place at most 100 characters
 * @param settings what its driver has to know
 * @param enabled whether it may connect
 */
public record DeviceDraft(
        String name,
        String driver,
        @Nullable String group,
        @Nullable String place,
        ObjectNode settings,
        boolean enabled) {}
