package io.rubro.crm.internal.prediction;

/**
 * Why a probability is what it is.
 *
 * @param points how many points of the probability are due to it, from -100 to 100
 * @param text in the language of the caller
 */
public record WinReason(Factor factor, Direction direction, int points, String text) {

    /** Which way it goes. */
    public enum Direction {
        UP,
        DOWN,
        NONE
    }

    static WinReason of(Factor factor, int points, String text) {
        Direction direction = points == 0 ? Direction.NONE : points > 0 ? Direction.UP : Direction.DOWN;
        return new WinReason(factor, direction, points, text);
    }
}
