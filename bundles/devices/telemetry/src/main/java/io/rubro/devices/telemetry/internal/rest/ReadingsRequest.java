package io.rubro.devices.telemetry.internal.rest;

import io.rubro.devices.Measurement;
import io.rubro.devices.Value;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.validation.Valid;
import javax.validation.constraints.NotEmpty;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Readings of a device, at most 1,000 at a time. */
public record ReadingsRequest(@NotEmpty @Size(max = 1000) List<@NotNull @Valid Item> readings) {

    /**
     * One reading; exactly one of {@code number}, {@code text} and {@code flag}.
     *
     * @param metric what was measured
     * @param unit its unit as in UCUM
     * @param at when; now if absent
     */
    public record Item(
            @NotNull @Pattern(regexp = "[A-Za-z][A-Za-z0-9_.-]{0,63}") String metric,
            @Nullable BigDecimal number,
            @Size(max = Value.MAX_TEXT) @Nullable String text,
            @Nullable Boolean flag,
            @Size(min = 1, max = 24) @Nullable String unit,
            @Nullable Instant at) {}

    List<Measurement> toMeasurements() {
        List<Measurement> measurements = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (Item item : readings) {
            String path = "readings[" + (measurements.size() + errors.size()) + "]";
            if (Stream.of(item.number() != null, item.text() != null, item.flag() != null)
                            .filter(there -> there)
                            .count()
                    != 1) {
                errors.add(new FieldError(path, "telemetry.reading.one-value", Map.of()));
                continue;
            }
            try {
                measurements.add(new Measurement(item.metric(), value(item), item.unit(), item.at()));
            } catch (IllegalArgumentException e) {
                errors.add(new FieldError(
                        path, "telemetry.reading.invalid", Map.of("reason", String.valueOf(e.getMessage()))));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return measurements;
    }

    private static Value value(Item item) {
        if (item.number() != null) {
            return Value.of(item.number());
        }
        return item.text() != null ? Value.of(item.text()) : Value.of(Boolean.TRUE.equals(item.flag()));
    }
}
