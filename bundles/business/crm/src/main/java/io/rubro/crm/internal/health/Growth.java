package io.rubro.crm.internal.health;

import io.rubro.crm.health.Level;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The potential of a customer, from what was invoiced in the last six whole months against the six before them: high from
 * a fifth more on, low from a fifth less on. Where the earlier half year is empty there is nothing to compare with: a
 * customer of less than a year is medium, one that came back is high; nothing in either half year is low.
 */
final class Growth {

    private static final BigDecimal MORE = new BigDecimal("1.2");
    private static final BigDecimal LESS = new BigDecimal("0.8");
    private static final int HALF = 6;

    private Growth() {}

    /** What was invoiced in half a year that begins so many whole months before the current one. */
    static BigDecimal halfYear(Map<YearMonth, BigDecimal> months, LocalDate today, int monthsAgo) {
        YearMonth begin = YearMonth.from(today).minusMonths(monthsAgo);
        BigDecimal sum = BigDecimal.ZERO.setScale(2);
        for (int i = 0; i < HALF; i++) {
            sum = sum.add(months.getOrDefault(begin.plusMonths(i), BigDecimal.ZERO));
        }
        return sum;
    }

    static BigDecimal recent(Map<YearMonth, BigDecimal> months, LocalDate today) {
        return halfYear(months, today, HALF);
    }

    static BigDecimal before(Map<YearMonth, BigDecimal> months, LocalDate today) {
        return halfYear(months, today, 2 * HALF);
    }

    static Level level(Map<YearMonth, BigDecimal> months, LocalDate today, @Nullable LocalDate firstInvoice) {
        if (firstInvoice == null) {
            return Level.MEDIUM;
        }
        BigDecimal recent = recent(months, today);
        BigDecimal before = before(months, today);
        boolean isNew = !firstInvoice.isBefore(
                YearMonth.from(today).minusMonths(2L * HALF).atDay(1));
        if (before.signum() <= 0) {
            if (isNew) {
                return Level.MEDIUM;
            }
            return recent.signum() > 0 ? Level.HIGH : Level.LOW;
        }
        if (recent.compareTo(before.multiply(MORE)) >= 0) {
            return Level.HIGH;
        }
        return recent.compareTo(before.multiply(LESS)) <= 0 ? Level.LOW : Level.MEDIUM;
    }
}
