package io.rubro.crm.internal.prediction;

import java.math.BigDecimal;
import java.util.List;

/**
 * The thirds of what opportunities are worth.
 *
 * @param middle where the second third begins
 * @param high where the last one begins; not below {@code middle}
 */
record Bands(BigDecimal middle, BigDecimal high) {

    /** A third. */
    enum Band {
        LOW,
        MIDDLE,
        HIGH
    }

    /** @param values at least one */
    static Bands of(List<BigDecimal> values) {
        List<BigDecimal> sorted = values.stream().sorted().toList();
        return new Bands(sorted.get(sorted.size() / 3), sorted.get(sorted.size() * 2 / 3));
    }

    Band of(BigDecimal value) {
        if (value.compareTo(middle) < 0) {
            return Band.LOW;
        }
        return value.compareTo(high) < 0 ? Band.MIDDLE : Band.HIGH;
    }
}
