package io.rubro.crm.internal.prediction;

/**
 * How opportunities that have something in common ended. They are seen at each stage they entered; so that this is not taken
 * for more opportunities than there are, each sight counts as many as there are opportunities for a sight on average.
 *
 * @param count how many there are
 * @param won how many of them were won
 * @param expected how many would have been won if only their stages mattered
 */
record Share(double count, double won, double expected) {

    static final Share NONE = new Share(0, 0, 0);

    /** So many more, that ended as is usual, are added before anything is concluded: a few cases say little. */
    static final double SMOOTHING = 4;

    /** No more than this, in log-odds, is concluded from one thing: it makes the odds at most about 4.5 times as good. */
    static final double CAP = 1.5;

    Share and(double weight, boolean isWon, double chance) {
        return new Share(count + weight, won + (isWon ? weight : 0), expected + weight * chance);
    }

    /** The share won, drawn to the usual one; between 0 and 1, both excluded if the usual one is. */
    double smoothed(double usual) {
        return (won + SMOOTHING * usual) / (count + SMOOTHING);
    }

    /** How much better than expected these ended, in log-odds, from -{@link #CAP} to {@link #CAP}; 0 if there are none. */
    double effect() {
        if (count <= 0) {
            return 0;
        }
        double usual = expected / count;
        double effect = logOdds(smoothed(usual)) - logOdds(usual);
        return Math.max(-CAP, Math.min(CAP, effect));
    }

    static double logOdds(double probability) {
        return Math.log(probability / (1 - probability));
    }

    static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
