package io.rubro.crm.internal.prediction;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tries the model on what happened: it learns from the 70 % decided first and foretells the rest at each open stage they
 * entered, from what was known then. Beside it are tried the share of all that was won, and what people had entered. The
 * error is the Brier score: the mean square of the distance between the probability and what came, 1 for won and 0 for lost;
 * an opportunity counts once, whatever the number of its stages.
 *
 * @param cut the opportunities decided from that day on are foretold
 * @param trained how many were decided before
 * @param tested how many were foretold
 * @param model the error of the model, from 0 (always right) to 1
 * @param winRate the error of the share of all that was won
 * @param entered the error of what people had entered
 * @param better whether the model is closer than both by more than chance would make of it: by more than one standard error
 *     of the difference
 */
record WinTrial(LocalDate cut, int trained, int tested, double model, double winRate, double entered, boolean better) {

    private static final int LEAST_TRAINED = 15;
    private static final int LEAST_TESTED = 5;

    /** Empty if there is too little before or after the cut, or only one outcome before it. */
    static Optional<WinTrial> of(List<Past> all) {
        List<Past> byDay = all.stream()
                .sorted(Comparator.comparing(Past::closedOn).thenComparing(Past::deal))
                .toList();
        LocalDate cut = byDay.get(byDay.size() * 7 / 10).closedOn();
        List<Past> before =
                byDay.stream().filter(past -> past.closedOn().isBefore(cut)).toList();
        List<Past> after = byDay.subList(before.size(), byDay.size());
        long won = before.stream().filter(Past::won).count();
        if (before.size() < LEAST_TRAINED || after.size() < LEAST_TESTED || won == 0 || won == before.size()) {
            return Optional.empty();
        }
        WinModel learnt = WinModel.of(before);
        double[] model = new double[after.size()];
        double[] winRate = new double[after.size()];
        double[] entered = new double[after.size()];
        for (int i = 0; i < after.size(); i++) {
            Past past = after.get(i);
            double came = past.won() ? 1 : 0;
            for (Snapshot at : past.snapshots()) {
                double weight = 1.0 / past.snapshots().size();
                model[i] += weight * square(learnt.guess(at).probability() - came);
                winRate[i] += weight * square(learnt.winRate() - came);
                entered[i] += weight * square(at.entered() / 100.0 - came);
            }
        }
        return Optional.of(new WinTrial(
                cut,
                before.size(),
                after.size(),
                mean(model),
                mean(winRate),
                mean(entered),
                closer(model, winRate) && closer(model, entered)));
    }

    /** Whether the errors are smaller than the others by more than one standard error of the difference. */
    private static boolean closer(double[] errors, double[] others) {
        double mean = mean(others) - mean(errors);
        double squares = 0;
        for (int i = 0; i < errors.length; i++) {
            squares += square(others[i] - errors[i] - mean);
        }
        double standardError = Math.sqrt(squares / (errors.length - 1) / errors.length);
        return mean > standardError;
    }

    private static double mean(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    private static double square(double number) {
        return number * number;
    }
}
