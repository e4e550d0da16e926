package io.rubro.billing.internal.vatbooks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a return of value added tax.
 *
 * @param from the first day it covers
 * @param to the last
 * @param result what is to be paid; negative if it is in our favour
 */
public record VatReturn(
        String form,
        LocalDate from,
        LocalDate to,
        List<Line> lines,
        BigDecimal accrued,
        BigDecimal deductible,
        BigDecimal result) {

    public VatReturn {
        lines = List.copyOf(lines);
    }

    /**
     * A line of the form.
     *
     * @param section {@code ACCRUED}, {@code DEDUCTIBLE}, {@code RESULT}, {@code INFORMATION}, {@code VOLUME}
     * @param label what it is about, a key of the screens' texts
     * @param rate percent, if it is for one rate
     * @param baseBox the number of the box of the base; null if it has none
     * @param taxBox that of the tax
     * @param documents how many documents are behind it
     */
    public record Line(
            String section,
            String label,
            @Nullable String rate,
            @Nullable String baseBox,
            BigDecimal base,
            @Nullable String taxBox,
            BigDecimal tax,
            int documents) {}
}
