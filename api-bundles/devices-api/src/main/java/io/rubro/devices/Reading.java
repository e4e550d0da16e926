package io.rubro.devices;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A measurement as it is stored.
 *
 * @param device the device it comes from
 * @param metric what was measured
 * @param value the value
 * @param unit its unit as in UCUM; null if it has none
 * @param at when it was measured (milliseconds): the device's own time if it is plausible, else that of arrival
 * @param receivedAt when it arrived (milliseconds)
 */
public record Reading(Id device, String metric, Value value, @Nullable String unit, Instant at, Instant receivedAt) {}
