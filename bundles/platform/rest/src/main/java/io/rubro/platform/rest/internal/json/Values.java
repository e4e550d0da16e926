package io.rubro.platform.rest.internal.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Reads single values, the same in bodies and in parameters. */
public final class Values {

    /** More digits than money, weights and rates need; a value like 1e999999999 would eat all memory when written out. */
    private static final int MAX_DIGITS = 40;

    private Values() {}

    /**
     * Reads a decimal number in plain notation.
     *
     * @throws IllegalArgumentException if it is none, or has more than 40 digits
     */
    public static BigDecimal decimal(String text) {
        BigDecimal value = new BigDecimal(text);
        if (value.precision() > MAX_DIGITS || Math.abs(value.scale()) > MAX_DIGITS) {
            throw new IllegalArgumentException("more than " + MAX_DIGITS + " digits");
        }
        return value;
    }

    /**
     * Whether every database can store the text: PostgreSQL has no NUL, and half of a surrogate pair is no character in
     * UTF-8.
     */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Reads a point in time with its offset, {@code 2026-11-20T10:15:30Z}.
     *
     * @throws DateTimeParseException if it is none
     */
    public static Instant instant(String text) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    }
}
