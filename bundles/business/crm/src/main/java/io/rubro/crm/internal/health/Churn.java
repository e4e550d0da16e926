package io.rubro.crm.internal.health;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The risk of losing a customer, from 0 to 100: {@code 100 · r³ / (r³ + 8)}, where {@code r} is how many times the usual
 * pause the customer has been away. Away as long as usual gives 11, twice as long 50, three times 77.
 *
 * <p>The usual pause is the customer's {@link Rhythm}, at least {@value #SHORTEST} days, so that a fortnight's holiday of
 * somebody who comes daily alarms nobody; with a single purchase it is {@value #UNKNOWN} days. {@code r} is stretched or
 * shrunk by the {@link #trend} of what is bought. The longer the customer stays away, the higher the score, never lower.
 */
final class Churn {

    /** Below this the risk is low. */
    static final int MEDIUM = 34;

    /** From this on the risk is high. */
    static final int HIGH = 67;

    static final int SHORTEST = 14;
    static final int UNKNOWN = 90;

    private static final int RECENT = 3;
    private static final double LEAST_TREND = 0.8;
    private static final double MOST_TREND = 1.25;

    private Churn() {}

    /** The pause that is usual. */
    static int usualPause(@Nullable Integer frequencyDays) {
        return frequencyDays == null ? UNKNOWN : Math.max(SHORTEST, frequencyDays);
    }

    /**
     * How purchases develop: the square root of the mean amount of the earlier days over that of the last three, from 0.8
     * (they grow) to 1.25 (they shrink); 1 with fewer than six days.
     *
     * @param amounts of the days with purchases, the oldest first
     */
    static double trend(List<BigDecimal> amounts) {
        if (amounts.size() < 2 * RECENT) {
            return 1;
        }
        int cut = amounts.size() - RECENT;
        double earlier = mean(amounts.subList(0, cut));
        double recent = mean(amounts.subList(cut, amounts.size()));
        if (earlier <= 0) {
            return 1;
        }
        return recent <= 0 ? MOST_TREND : Math.max(LEAST_TREND, Math.min(MOST_TREND, Math.sqrt(earlier / recent)));
    }

    private static double mean(List<BigDecimal> amounts) {
        return amounts.stream().mapToDouble(BigDecimal::doubleValue).average().orElse(0);
    }

    /**
     * The score.
     *
     * @param idleDays since the last purchase; a purchase that lies ahead counts as today
     */
    static int score(long idleDays, @Nullable Integer frequencyDays, double trend) {
        double r = Math.max(0, idleDays) * trend / usualPause(frequencyDays);
        double cube = r * r * r;
        return (int) Math.round(100 * cube / (cube + 8));
    }
}
