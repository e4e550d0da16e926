package io.rubro.billing;

import io.rubro.platform.ids.Id;
import org.jspecify.annotations.Nullable;

/**
 * A series: invoices numbered 1, 2, 3… without a gap, in the order they are issued (RD 1619/2012, article 6.1.a). What
 * it is made of never changes.
 *
 * @param kind what is numbered in it: simplified invoices and corrections must not share a series with complete ones (RD
 *     1619/2012, articles 6.1.a and 15.3)
 * @param code unique in the organisation: 1 to 10 letters and digits
 * @param pattern how a number is printed: {@code {code}-{year}-{number}}
 * @param digits the least number of digits of the number, filled with zeros
 * @param yearly whether counting starts at 1 each calendar year
 * @param lastNumber the number issued last, as printed; null before the first
 */
public record Series(
        Id id, SeriesKind kind, String code, String pattern, int digits, boolean yearly, @Nullable String lastNumber) {

    /** The code of the series of invoices an organisation has without asking: {@code FAC-2026-001}, counting anew each year. */
    public static final String DEFAULT_CODE = "FAC";
}
