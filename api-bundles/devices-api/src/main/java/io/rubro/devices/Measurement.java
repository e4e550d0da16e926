package io.rubro.devices;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing a device says, as a driver understands it.
 *
 * @param metric what was measured: a letter, then letters, digits, {@code _ . -}; at most 64 characters:
 *     {@code temperature}, {@code door.open}
 * @param value the value
 * @param unit its unit as in UCUM ({@code Cel}, {@code kg}, {@code kW.h}, {@code %}), at most 24 characters; null if it
 *     has none
 * @param at when the device says it measured; null if it does not say. A time more than a day in the future, or before
 *     2000, is not believed: the time of arrival counts then
 */
public record Measurement(String metric, Value value, @Nullable String unit, @Nullable Instant at) {

    /** The form of the name of a metric. */
    public static final Pattern METRIC = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    private static final int MAX_UNIT = 24;

    /** @throws IllegalArgumentException if the metric or the unit has not the form said above */
    public Measurement {
        if (!METRIC.matcher(metric).matches()) {
            throw new IllegalArgumentException("not the name of a metric: " + metric);
        }
        if (unit != null && (unit.isBlank() || unit.length() > MAX_UNIT)) {
            throw new IllegalArgumentException("not a unit: " + unit);
        }
    }

    /** A measurement whose time is that of its arrival. */
    public static Measurement of(String metric, Value value, @Nullable String unit) {
        return new Measurement(metric, value, unit, null);
    }
}
