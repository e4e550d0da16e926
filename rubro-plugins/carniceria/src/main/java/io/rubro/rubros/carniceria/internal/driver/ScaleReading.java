package io.rubro.rubros.carniceria.internal.driver;

import io.rubro.devices.Measurement;
import io.rubro.devices.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a scale.
 *
 * @param state what it says of itself
 * @param kilograms the weight; null where the scale sends none
 * @param at its own time; null if it says none
 */
record ScaleReading(ScaleState state, @Nullable BigDecimal kilograms, @Nullable Instant at) {

    /** The metric of the weight, in kilograms. */
    static final String WEIGHT = "weight";

    /** The metric of the state, a text. */
    static final String STATUS = "status";

    private static final BigDecimal POUND = new BigDecimal("0.45359237");

    static ScaleReading of(ScaleState state) {
        return new ScaleReading(state, null, null);
    }

    static ScaleReading of(ScaleState state, BigDecimal kilograms) {
        return new ScaleReading(state, kilograms, null);
    }

    /** A weight in kilograms, given in {@code kg}, {@code g} or {@code lb}; null for another unit. */
    static @Nullable BigDecimal kilograms(BigDecimal weight, String unit) {
        return switch (unit) {
            case "kg" -> weight;
            case "g" -> weight.movePointLeft(3);
            case "lb" -> weight.multiply(POUND);
            default -> null;
        };
    }

    List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>();
        if (kilograms != null) {
            all.add(new Measurement(WEIGHT, Value.of(kilograms), "kg", at));
        }
        all.add(new Measurement(STATUS, Value.of(state.text()), null, at));
        return all;
    }
}
