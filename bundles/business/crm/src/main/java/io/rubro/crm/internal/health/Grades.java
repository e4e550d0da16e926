package io.rubro.crm.internal.health;

import io.rubro.crm.health.Grade;
import io.rubro.crm.health.Level;
import org.jspecify.annotations.Nullable;

/** The figures in one word; the first that fits, from the worst on. */
final class Grades {

    /** So many purchases tell something. */
    static final int ENOUGH = 2;

    static final int EXCELLENT_PURCHASES = 3;
    static final int EXCELLENT_ON_TIME = 90;

    private Grades() {}

    /**
     * The grade: danger if either risk is high, attention if either is medium or something is overdue, unknown with fewer
     * than two days of purchases, excellent if at least nine of ten invoices were paid on time and there were three days of
     * purchases, else good.
     *
     * @param purchases days with a purchase
     * @param churn null without a purchase
     * @param onTime percent; null if no invoice tells
     */
    static Grade of(
            int purchases, Level defaultRisk, @Nullable Integer churn, @Nullable Integer onTime, int overdueDays) {
        int lost = churn == null ? 0 : churn;
        if (defaultRisk == Level.HIGH || lost >= Churn.HIGH) {
            return Grade.DANGER;
        }
        if (defaultRisk == Level.MEDIUM || lost >= Churn.MEDIUM || overdueDays > 0) {
            return Grade.ATTENTION;
        }
        if (purchases < ENOUGH) {
            return Grade.UNKNOWN;
        }
        return purchases >= EXCELLENT_PURCHASES && onTime != null && onTime >= EXCELLENT_ON_TIME
                ? Grade.EXCELLENT
                : Grade.GOOD;
    }
}
