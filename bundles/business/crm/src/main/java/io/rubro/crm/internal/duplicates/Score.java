package io.rubro.crm.internal.duplicates;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How likely two contacts are one: {@code 100 · (1 − ∏(1 − weight))} over the reasons, {@code 40 %} of that if both have a
 * tax id and these differ. A name that is the same counts once, not as a sound, too.
 *
 * @param points from 0 to 100
 * @param reasons what speaks for it, the strongest first
 */
record Score(int points, Set<Reason> reasons) {

    /** From here on a pair is shown. */
    static final int WORTH_SHOWING = 40;

    private static final double WITH_DIFFERENT_TAX_IDS = 0.4;

    static Score of(Set<Key> one, Set<Key> other, boolean samePlace) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        one.stream().filter(other::contains).map(Key::reason).forEach(reasons::add);
        if (reasons.contains(Reason.NAME)) {
            reasons.remove(Reason.SOUND);
        }
        if (samePlace && !reasons.isEmpty()) {
            reasons.add(Reason.PLACE);
        }
        double unlike = 1;
        for (Reason reason : reasons) {
            unlike *= 1 - reason.weight() / 100.0;
        }
        double likely = 1 - unlike;
        if (!reasons.contains(Reason.TAX_ID) && has(one, Reason.TAX_ID) && has(other, Reason.TAX_ID)) {
            likely *= WITH_DIFFERENT_TAX_IDS;
        }
        return new Score((int) Math.round(100 * likely), reasons);
    }

    boolean isWorthShowing() {
        return points >= WORTH_SHOWING;
    }

    /** The reasons as they are stored: {@code NAME PHONE}. */
    String stored() {
        return reasons.stream().map(Reason::name).collect(Collectors.joining(" "));
    }

    static Set<Reason> reasons(String stored) {
        return stored.isBlank()
                ? EnumSet.noneOf(Reason.class)
                : Arrays.stream(stored.split(" "))
                        .map(Reason::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Reason.class)));
    }

    private static boolean has(Collection<Key> keys, Reason reason) {
        return keys.stream().anyMatch(key -> key.reason() == reason);
    }
}
