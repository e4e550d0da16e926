package io.rubro.crm.internal.health;

import io.rubro.crm.health.Level;
import java.math.BigDecimal;

/**
 * The risk of not being paid, from 0 to 100 points:
 *
 * <ul>
 *   <li>up to 60 for the oldest overdue invoice: one for each day it is late;
 *   <li>up to 35 for the share of invoices paid late or overdue, in full weight from {@value #ENOUGH} invoices on;
 *   <li>up to 15 for the overdue amount against the lifetime value, all of them from half of it on.
 * </ul>
 *
 * Below {@value #MEDIUM} points the risk is low, from {@value #HIGH} on it is high.
 */
final class DefaultRisk {

    /** From so many points on the risk is medium. */
    static final int MEDIUM = 30;

    /** From so many points on the risk is high. */
    static final int HIGH = 60;

    private static final int ENOUGH = 3;

    private DefaultRisk() {}

    /**
     * The points.
     *
     * @param overdueDays of the oldest overdue invoice; 0 if none is
     * @param judged invoices paid in full or overdue
     * @param late of these paid after the due date or overdue
     * @param overdue amount past its due date, in the currency of the lifetime value
     */
    static int points(int overdueDays, int judged, int late, BigDecimal overdue, BigDecimal lifetimeValue) {
        double age = Math.min(60, Math.max(0, overdueDays));
        double habit = judged == 0 ? 0 : 35.0 * late / judged * Math.min(1.0, (double) judged / ENOUGH);
        double amount = 0;
        if (overdue.signum() > 0) {
            double share = lifetimeValue.signum() <= 0 ? 1 : overdue.doubleValue() / lifetimeValue.doubleValue();
            amount = 15 * Math.min(1, share / 0.5);
        }
        return (int) Math.min(100, Math.round(age + habit + amount));
    }

    static Level level(int points) {
        return points >= HIGH ? Level.HIGH : points >= MEDIUM ? Level.MEDIUM : Level.LOW;
    }
}
