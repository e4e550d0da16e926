package io.rubro.crm.internal.reports;

import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the open opportunities may bring, by the months they are expected to be decided in.
 *
 * @param decided how many of the last year's decided ones the history is taken from
 * @param months this month and those to come, also empty ones between
 * @param late what should have been decided by now
 * @param undated what nobody has given a day
 * @param total all of them
 */
public record ForecastReport(int decided, List<Month> months, Expected late, Expected undated, Expected total) {

    /** From so many decided opportunities on, the history says something. */
    static final int ENOUGH = 10;

    /**
     * What some opportunities may bring.
     *
     * @param best all of them won
     * @param weighted each weighted with the probability people entered
     * @param byHistory each weighted with the share of the last year's decided ones that reached its stage and were won; null
     *     with fewer than {@value #ENOUGH} decided
     */
    public record Expected(int count, BigDecimal best, BigDecimal weighted, @Nullable BigDecimal byHistory) {}

    /** A month, {@code 2026-11}. */
    public record Month(String month, Expected expected) {}

    static ForecastReport of(List<Deal> open, List<Deal> decided, LocalDate today) {
        Map<Id, Integer> places = places(open, decided);
        YearMonth now = YearMonth.from(today);
        Map<YearMonth, List<Deal>> byMonth = new TreeMap<>();
        List<Deal> late = new ArrayList<>();
        List<Deal> undated = new ArrayList<>();
        for (Deal deal : open) {
            LocalDate day = deal.expectedClose();
            if (day == null) {
                undated.add(deal);
            } else if (day.isBefore(today)) {
                late.add(deal);
            } else {
                byMonth.computeIfAbsent(YearMonth.from(day), any -> new ArrayList<>())
                        .add(deal);
            }
        }
        YearMonth last = byMonth.keySet().stream().reduce(now, (one, other) -> one.isAfter(other) ? one : other);
        List<Month> months = new ArrayList<>();
        for (YearMonth month = now; !month.isAfter(last) && months.size() < 24; month = month.plusMonths(1)) {
            months.add(new Month(month.toString(), expected(byMonth.getOrDefault(month, List.of()), decided, places)));
        }
        return new ForecastReport(
                decided.size(),
                months,
                expected(late, decided, places),
                expected(undated, decided, places),
                expected(open, decided, places));
    }

    private static Map<Id, Integer> places(List<Deal> open, List<Deal> decided) {
        return java.util.stream.Stream.concat(open.stream(), decided.stream())
                .flatMap(deal -> deal.steps().stream())
                .filter(step -> step.kind() == StageKind.OPEN)
                .collect(Collectors.toMap(Deal.Step::stage, Deal.Step::place, (one, other) -> other));
    }

    private static Expected expected(List<Deal> deals, List<Deal> decided, Map<Id, Integer> places) {
        BigDecimal weighted = deals.stream()
                .map(deal -> Sums.percentOf(deal.value(), BigDecimal.valueOf(deal.probability())))
                .reduce(Sums.ZERO, BigDecimal::add);
        @Nullable
        BigDecimal byHistory = decided.size() < ENOUGH
                ? null
                : deals.stream()
                        .map(deal -> Sums.percentOf(deal.value(), winRate(deal, decided, places)))
                        .reduce(Sums.ZERO, BigDecimal::add);
        return new Expected(deals.size(), Sums.of(deals), weighted, byHistory);
    }

    /** Of the decided ones of its pipeline that got as far, in percent; of all of them if none did. */
    private static BigDecimal winRate(Deal deal, List<Deal> decided, Map<Id, Integer> places) {
        int place = Objects.requireNonNullElse(places.get(deal.stage()), 0);
        List<Deal> asFar = decided.stream()
                .filter(other -> other.pipeline().equals(deal.pipeline()))
                .filter(other -> other.furthest().filter(far -> far >= place).isPresent())
                .toList();
        List<Deal> sample = asFar.isEmpty() ? decided : asFar;
        long won =
                sample.stream().filter(other -> other.kind() == StageKind.WON).count();
        return Objects.requireNonNullElse(Sums.share(won, sample.size()), BigDecimal.ZERO);
    }
}
