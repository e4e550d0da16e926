package io.rubro.crm.internal.prediction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How likely an open opportunity is to be won.
 *
 * @param useful whether the percentage is the model's and the model was found better than what one knows without it
 * @param percent from 1 to 99; if the model is no better, the share of all that was won, from 0 to 100; null if nothing is
 *     foretold
 * @param entered the probability people have entered, in percent
 * @param reasons what the percentage is made of, the stage first; none unless it is useful
 * @param accuracy null if the model could not be tried
 * @param statement what that is worth, or why nothing is foretold, in the language of the caller
 */
public record WinPrediction(
        Verdict verdict,
        boolean useful,
        @Nullable Integer percent,
        int entered,
        List<WinReason> reasons,
        @Nullable WinAccuracy accuracy,
        String statement) {

    public WinPrediction {
        reasons = List.copyOf(reasons);
    }
}
