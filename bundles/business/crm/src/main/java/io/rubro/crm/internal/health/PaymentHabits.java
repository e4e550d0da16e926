package io.rubro.crm.internal.health;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How a customer pays. */
final class PaymentHabits {

    private PaymentHabits() {}

    /**
     * Mean days from the date of an invoice to the day it was paid in full, rounded half up; an invoice paid in advance
     * counts as zero days.
     *
     * @param days the sum over the invoices paid in full
     * @param settled how many those are
     * @return null if there is none
     */
    static @Nullable Integer daysToPay(long days, int settled) {
        return settled == 0
                ? null
                : BigDecimal.valueOf(days)
                        .divide(BigDecimal.valueOf(settled), 0, RoundingMode.HALF_UP)
                        .intValueExact();
    }

    /**
     * Share of invoices paid in full by their due date, over those paid in full and those overdue, in percent rounded down:
     * 100 means all of them.
     *
     * @param settled paid in full
     * @param onTime of these by the due date
     * @param overdue past the due date and open
     * @return null if none is paid or overdue
     */
    static @Nullable Integer onTimePercent(int settled, int onTime, int overdue) {
        int judged = settled + overdue;
        return judged == 0 ? null : (int) (100L * onTime / judged);
    }
}
