package io.rubro.crm.internal.health;

import io.rubro.platform.ids.Id;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tries the forecast on what happened: it learns from the payments before a day and foretells those of the invoices issued
 * from that day on, a quarter of all. Nothing that was only known later is learnt from. The due date, as a guess without
 * any learning, is tried beside it.
 *
 * @param invoices how many paid invoices there were to learn from and to try on
 * @param usualDelay the median delay of all of them
 * @param cut the day it is tried from on
 * @param trained how many payments were known by then
 * @param tested how many invoices it was tried on
 * @param history how far the forecast was off; null if there was too little
 * @param dueDate how far the due date was off; null if there was too little
 */
record Trial(
        int invoices,
        int usualDelay,
        @Nullable LocalDate cut,
        int trained,
        int tested,
        @Nullable Accuracy history,
        @Nullable Accuracy dueDate) {

    /** With fewer paid invoices nothing is foretold. */
    static final int LEAST = 30;

    private static final int LEAST_TRAINED = 15;
    private static final int LEAST_TESTED = 5;

    /** A paid invoice. */
    record Paid(Id contact, LocalDate issued, LocalDate due, LocalDate settled) {
        int delay() {
            return (int) ChronoUnit.DAYS.between(due, settled);
        }
    }

    static Trial of(List<Paid> all) {
        if (all.size() < LEAST) {
            return new Trial(all.size(), 0, null, 0, 0, null, null);
        }
        int usual = Medians.of(all.stream().map(Paid::delay).toList());
        List<Paid> byIssue =
                all.stream().sorted(Comparator.comparing(Paid::issued)).toList();
        LocalDate cut = byIssue.get(byIssue.size() * 3 / 4).issued();
        List<Paid> known = all.stream()
                .filter(paid -> paid.settled().isBefore(cut))
                .sorted(Comparator.comparing(Paid::settled).reversed())
                .toList();
        List<Paid> later =
                all.stream().filter(paid -> !paid.issued().isBefore(cut)).toList();
        if (known.size() < LEAST_TRAINED || later.size() < LEAST_TESTED) {
            return new Trial(all.size(), usual, cut, known.size(), later.size(), null, null);
        }
        int usualThen = Medians.of(known.stream().map(Paid::delay).toList());
        Map<Id, List<Integer>> own = new HashMap<>();
        for (Paid paid : known) {
            List<Integer> delays = own.computeIfAbsent(paid.contact(), id -> new ArrayList<>());
            if (delays.size() < Tally.DELAYS) {
                delays.add(paid.delay());
            }
        }
        List<Integer> errors = new ArrayList<>();
        List<Integer> plain = new ArrayList<>();
        for (Paid paid : later) {
            errors.add(paid.delay() - PaymentDelay.expected(own.getOrDefault(paid.contact(), List.of()), usualThen));
            plain.add(paid.delay());
        }
        return new Trial(all.size(), usual, cut, known.size(), later.size(), Accuracy.of(errors), Accuracy.of(plain));
    }

    /** Whether the forecast was closer than the due date. */
    boolean isBetter() {
        Accuracy learnt = history;
        Accuracy plain = dueDate;
        return learnt != null && plain != null && learnt.meanErrorDays().compareTo(plain.meanErrorDays()) < 0;
    }
}
