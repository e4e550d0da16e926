package io.rubro.crm.internal.prediction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the decided opportunities of an organisation teach.
 *
 * @param closed how many there are
 * @param won how many of them were won
 * @param model null as long as there are too few
 * @param trial how well the model did on the newest of them; null if there is none or too little to try it on
 */
record Learnt(int closed, int won, @Nullable WinModel model, @Nullable WinTrial trial) {

    /** With fewer decided opportunities nothing is foretold. */
    static final int LEAST = 30;

    /** Nor with fewer of either outcome. */
    static final int LEAST_OF_EACH = 8;

    static Learnt of(List<Past> all) {
        int won = (int) all.stream().filter(Past::won).count();
        Learnt counted = new Learnt(all.size(), won, null, null);
        return counted.missing() > 0
                ? counted
                : new Learnt(all.size(), won, WinModel.of(all), WinTrial.of(all).orElse(null));
    }

    int lost() {
        return closed - won;
    }

    int missingWon() {
        return Math.max(0, LEAST_OF_EACH - won);
    }

    int missingLost() {
        return Math.max(0, LEAST_OF_EACH - lost());
    }

    /** How many decided opportunities are lacking at least; 0 if there are enough. */
    int missing() {
        return Math.max(LEAST - closed, missingWon() + missingLost());
    }

    /** Whether the model was tried and found better than what one knows without it. */
    boolean useful() {
        return trial != null && trial.better();
    }
}
