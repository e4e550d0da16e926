package io.rubro.devices.telemetry.internal.rest;

import io.rubro.devices.Reading;
import io.rubro.devices.Value;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reading. Exactly one of {@code number}, {@code text} and {@code flag} is there.
 *
 * @param metric what was measured
 * @param number a number
 * @param text a text
 * @param flag a yes or no
 * @param unit its unit as in UCUM
 * @param at when it was measured
 * @param receivedAt when it arrived
 */
public record ReadingView(
        String metric,
        @Nullable BigDecimal number,
        @Nullable String text,
        @Nullable Boolean flag,
        @Nullable String unit,
        Instant at,
        Instant receivedAt) {

    static ReadingView of(Reading reading) {
        Value value = reading.value();
        return new ReadingView(
                reading.metric(),
                value instanceof Value.Decimal decimal ? decimal.number() : null,
                value instanceof Value.Text text ? text.text() : null,
                value instanceof Value.Flag flag ? flag.flag() : null,
                reading.unit(),
                reading.at(),
                reading.receivedAt());
    }
}
