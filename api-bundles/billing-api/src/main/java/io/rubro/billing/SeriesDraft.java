package io.rubro.billing;

import org.jspecify.annotations.Nullable;

/**
 * A series to be opened.
 *
 * @param code 1 to 10 letters A–Z and digits
 * @param pattern begins with {@code {code}} and a separator ({@code - / . _}), ends with {@code {number}}, between them
 *     letters, digits, separators and {@code {year}} or {@code {yy}}; a yearly series must show the year. Null for {@code
 *     {code}-{year}-{number}}, without the year if the series is not yearly
 * @param digits 1 to 9; null for 3
 * @param yearly null for true
 * @param kind what it numbers; null for complete invoices
 */
public record SeriesDraft(
        String code,
        @Nullable String pattern,
        @Nullable Integer digits,
        @Nullable Boolean yearly,
        @Nullable SeriesKind kind) {

    /** A series of complete invoices. */
    public SeriesDraft(String code, @Nullable String pattern, @Nullable Integer digits, @Nullable Boolean yearly) {
        this(code, pattern, digits, yearly, null);
    }
}
