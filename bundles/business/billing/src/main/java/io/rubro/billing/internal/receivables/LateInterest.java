package io.rubro.billing.internal.receivables;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Interest for late payment: for each day after the due date, what is open that day times the rate of that day over 365.
 * Simple interest; each stretch of days with the same amount and rate is rounded to cents, so that what is printed adds up.
 */
public final class LateInterest {

    private static final BigDecimal YEAR = BigDecimal.valueOf(36_500);

    private LateInterest() {}

    /**
     * Days in a row with the same amount and rate.
     *
     * @param to the last day
     * @param rate percent a year
     * @param provisional whether the rate is that of an earlier time, because none is known yet
     */
    public record Stretch(
            LocalDate from,
            LocalDate to,
            long days,
            BigDecimal open,
            BigDecimal rate,
            BigDecimal interest,
            boolean provisional) {}

    /**
     * Rates by the first day they hold.
     *
     * @param knownUntil the day after the last one a rate is known for; it is provisional from then on
     */
    public record Rates(NavigableMap<LocalDate, BigDecimal> from, LocalDate knownUntil) {

        /** One rate for ever. */
        public static Rates fixed(BigDecimal rate) {
            return new Rates(new TreeMap<>(Map.of(LocalDate.EPOCH, rate)), LocalDate.MAX);
        }
    }

    /** A payment that lowered what was open. */
    public record Paid(LocalDate on, BigDecimal amount) {}

    /**
     * The interest of a debt.
     *
     * @param due the day it was to be paid; interest begins the day after
     * @param amount what was to be paid
     * @param payments of this debt, in any order; a payment on a day ends interest on it with that day
     * @param until the last day counted
     */
    public static List<Stretch> of(
            LocalDate due, BigDecimal amount, List<Paid> payments, Rates rates, LocalDate until) {
        TreeSet<LocalDate> begins = new TreeSet<>();
        begins.add(due.plusDays(1));
        payments.forEach(paid -> begins.add(paid.on.plusDays(1)));
        begins.addAll(rates.from.keySet());
        begins.add(rates.knownUntil);
        List<Stretch> stretches = new ArrayList<>();
        List<LocalDate> starts = begins.stream()
                .filter(day -> day.isAfter(due) && !day.isAfter(until))
                .toList();
        for (int i = 0; i < starts.size(); i++) {
            LocalDate from = starts.get(i);
            LocalDate to = i + 1 < starts.size() ? starts.get(i + 1).minusDays(1) : until;
            BigDecimal open = amount;
            for (Paid paid : payments) {
                open = paid.on.isBefore(from) ? open.subtract(paid.amount) : open;
            }
            Map.Entry<LocalDate, BigDecimal> rate = rates.from.floorEntry(from);
            if (open.signum() > 0 && rate != null && rate.getValue().signum() > 0) {
                long days = ChronoUnit.DAYS.between(from, to) + 1;
                BigDecimal interest = open.multiply(rate.getValue())
                        .multiply(BigDecimal.valueOf(days))
                        .divide(YEAR, 2, RoundingMode.HALF_UP);
                stretches.add(
                        new Stretch(from, to, days, open, rate.getValue(), interest, !from.isBefore(rates.knownUntil)));
            }
        }
        return stretches;
    }

    /** The sum of the stretches. */
    public static BigDecimal sum(List<Stretch> stretches) {
        return stretches.stream().map(Stretch::interest).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }
}
