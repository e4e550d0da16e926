package io.rubro.crm.internal.health;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How far guesses were off.
 *
 * @param meanErrorDays mean distance between the day guessed and the day of payment, whichever was first; two decimals
 * @param withinWeekPercent share of guesses at most seven days off, in percent rounded down
 */
public record Accuracy(BigDecimal meanErrorDays, int withinWeekPercent) {

    private static final int WEEK = 7;

    /** @param errors in days, with any sign; at least one */
    static Accuracy of(List<Integer> errors) {
        long sum = errors.stream().mapToLong(Math::abs).sum();
        long near = errors.stream().filter(error -> Math.abs(error) <= WEEK).count();
        return new Accuracy(
                BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(errors.size()), 2, RoundingMode.HALF_UP),
                (int) (100 * near / errors.size()));
    }
}
