package io.rubro.crm.internal.prediction;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the model of winning was made from and how good it is.
 *
 * @param since the day from which decided opportunities are learnt from; fewer than three years if there are very many
 * @param closed how many those are
 * @param won how many of them were won
 * @param lost how many of them were lost
 * @param missing how many more are needed before anything is foretold; 0 if there are enough
 * @param winRatePercent the share won, from 0 to 100; null if none was decided
 * @param accuracy null if the model could not be tried
 * @param statement all that in words, in the language of the caller
 */
public record WinCard(
        Verdict verdict,
        boolean useful,
        LocalDate since,
        int closed,
        int won,
        int lost,
        int missing,
        @Nullable Integer winRatePercent,
        @Nullable WinAccuracy accuracy,
        String statement) {}
