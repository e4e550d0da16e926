package io.rubro.crm.internal.prediction;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * How well the newest decided opportunities were foretold from the older ones. An error is a Brier score: the mean square of
 * the distance between the probability and what came, from 0 (always right) to 1; three decimals.
 *
 * @param cut the opportunities decided from that day on were foretold
 * @param trained how many were learnt from
 * @param tested how many were foretold
 * @param modelError of the model
 * @param winRateError of the share of all that was won
 * @param enteredError of what people had entered
 * @param better whether the model is closer than both by more than chance would make of it
 */
public record WinAccuracy(
        LocalDate cut,
        int trained,
        int tested,
        BigDecimal modelError,
        BigDecimal winRateError,
        BigDecimal enteredError,
        boolean better) {

    static WinAccuracy of(WinTrial trial) {
        return new WinAccuracy(
                trial.cut(),
                trial.trained(),
                trial.tested(),
                error(trial.model()),
                error(trial.winRate()),
                error(trial.entered()),
                trial.better());
    }

    private static BigDecimal error(double error) {
        return BigDecimal.valueOf(error).setScale(3, RoundingMode.HALF_UP);
    }
}
