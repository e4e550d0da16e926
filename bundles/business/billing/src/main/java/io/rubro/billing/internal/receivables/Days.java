package io.rubro.billing.internal.receivables;

import io.rubro.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days in the parameters of requests. */
public final class Days {

    private Days() {}

    /**
     * A day written {@code 2026-11-20}; null if there is none.
     *
     * @throws ProblemException 422 naming the parameter
     */
    public static @Nullable LocalDate parse(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1900 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeException notADate) {
            // refused below
        }
        throw ProblemException.invalid(name, "billing.query.date");
    }
}
