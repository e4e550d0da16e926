package io.rubro.billing.internal.recurring;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When something recurs.
 *
 * @param every how many units lie between two times, 1 to 100
 * @param startsOn the first day it may happen
 * @param monthDay the day of the month, 1 to 31, where a month that has no such day takes its last one; null for that of
 *     {@code startsOn}; of no meaning for weeks
 * @param endsOn the last day it may happen; null for never
 * @param count how often it happens at most; null for no limit
 */
public record Schedule(
        Unit unit,
        int every,
        LocalDate startsOn,
        @Nullable Integer monthDay,
        @Nullable LocalDate endsOn,
        @Nullable Integer count) {

    /** What is counted. */
    public enum Unit {
        WEEK,
        MONTH,
        QUARTER,
        YEAR;

        int months() {
            return switch (this) {
                case WEEK -> 0;
                case MONTH -> 1;
                case QUARTER -> 3;
                case YEAR -> 12;
            };
        }
    }

    /**
     * The day of a time.
     *
     * @param number from 0
     * @return empty if it is after the end
     */
    public Optional<LocalDate> day(int number) {
        Integer limit = count;
        if (limit != null && number >= limit) {
            return Optional.empty();
        }
        LocalDate day = unit == Unit.WEEK ? startsOn.plusWeeks((long) number * every) : inMonth(number);
        LocalDate end = endsOn;
        return end != null && day.isAfter(end) ? Optional.empty() : Optional.of(day);
    }

    private LocalDate inMonth(int number) {
        Integer wanted = monthDay;
        int day = wanted == null ? startsOn.getDayOfMonth() : wanted;
        YearMonth first = YearMonth.from(startsOn);
        if (atDay(first, day).isBefore(startsOn)) {
            first = first.plusMonths(1);
        }
        return atDay(first.plusMonths((long) number * every * unit.months()), day);
    }

    private static LocalDate atDay(YearMonth month, int day) {
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }

    /** The days from a time on, at most so many. */
    public List<LocalDate> next(int number, int most) {
        List<LocalDate> days = new ArrayList<>();
        for (int i = number; days.size() < most; i++) {
            Optional<LocalDate> day = day(i);
            if (day.isEmpty()) {
                break;
            }
            days.add(day.get());
        }
        return days;
    }
}
