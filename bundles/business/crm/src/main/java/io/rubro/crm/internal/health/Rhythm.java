package io.rubro.crm.internal.health;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** How often a customer buys. */
final class Rhythm {

    private Rhythm() {}

    /**
     * Usual days between two purchases: the median of the gaps between days on which something was bought. Several invoices
     * of one day are one purchase; one long holiday or one hurried week does not change it.
     *
     * @param days those with a purchase, at most the newest {@value Tally#PURCHASES}
     * @return at least 1; null with fewer than two days
     */
    static @Nullable Integer frequencyDays(NavigableSet<LocalDate> days) {
        if (days.size() < 2) {
            return null;
        }
        List<Integer> gaps = new ArrayList<>(days.size());
        LocalDate before = null;
        for (LocalDate day : days) {
            if (before != null) {
                gaps.add((int) ChronoUnit.DAYS.between(before, day));
            }
            before = day;
        }
        return Medians.of(gaps);
    }

    /** The day the next invoice is to be expected: as long after the last as usual. It may have passed. */
    static @Nullable LocalDate nextInvoice(@Nullable LocalDate last, @Nullable Integer frequencyDays) {
        return last == null || frequencyDays == null ? null : last.plusDays(frequencyDays);
    }
}
