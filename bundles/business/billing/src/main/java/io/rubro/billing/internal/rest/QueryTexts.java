package io.rubro.billing.internal.rest;

import io.rubro.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the filters of lists. */
public final class QueryTexts {

    private QueryTexts() {}

    /**
     * One of the values of an enum, in either case; null if none is asked for.
     *
     * @throws ProblemException 422
     */
    public static <E extends Enum<E>> @Nullable E one(String name, E[] values, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        for (E value : values) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        String allowed = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw ProblemException.invalid(name, "billing.query." + name, Map.of("allowed", allowed));
    }

    /**
     * A day; null if none is asked for.
     *
     * @throws ProblemException 422
     */
    public static @Nullable LocalDate date(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeException notADate) {
            // refused below
        }
        throw ProblemException.invalid(name, "billing.query.date");
    }
}
