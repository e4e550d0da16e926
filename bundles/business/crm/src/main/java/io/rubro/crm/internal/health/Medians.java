package io.rubro.crm.internal.health;

import java.util.List;

/** The middle of some numbers: half are at most, half are at least as large. One outlier does not move it. */
final class Medians {

    private Medians() {}

    /**
     * The median; the mean of both middle ones if there is an even count, halves rounded up.
     *
     * @param numbers at least one
     */
    static int of(List<Integer> numbers) {
        List<Integer> sorted = numbers.stream().sorted().toList();
        int size = sorted.size();
        if (size == 0) {
            throw new IllegalArgumentException("the median of nothing");
        }
        int upper = sorted.get(size / 2);
        if (size % 2 == 1) {
            return upper;
        }
        return (int) Math.floorDiv((long) sorted.get(size / 2 - 1) + upper + 1, 2L);
    }
}
