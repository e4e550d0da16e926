package io.rubro.crm.internal.reports;

import io.rubro.crm.internal.reports.Deal.Step;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was decided in a time, and how long it took.
 *
 * @param winRate share of the decided ones that were won, in percent; null of none
 * @param meanWon mean value of the won ones; null of none
 * @param daysToWin median days from making to winning; null of none
 * @param daysToWin90 the days nine in ten of them did not exceed
 * @param stages how long they stayed in each open stage
 * @param reasons why the lost ones were lost, the most frequent first
 */
public record CycleReport(
        int won,
        int lost,
        BigDecimal wonValue,
        BigDecimal lostValue,
        @Nullable BigDecimal winRate,
        @Nullable BigDecimal meanWon,
        @Nullable Integer daysToWin,
        @Nullable Integer daysToWin90,
        List<Stay> stages,
        List<Reason> reasons) {

    /**
     * The days opportunities stayed in a stage.
     *
     * @param left how many left it
     * @param median null of none
     * @param most what nine in ten did not exceed
     * @param conversion share of those that were in it and were won in the end, in percent; null of none
     */
    public record Stay(
            Id stage,
            String name,
            int left,
            @Nullable Integer median,
            @Nullable Integer most,
            @Nullable BigDecimal conversion) {}

    /** A reason for losses. */
    public record Reason(String reason, int count, BigDecimal value) {}

    static CycleReport of(Pipeline pipeline, List<Deal> closed) {
        List<Deal> deals = closed.stream()
                .filter(deal -> deal.pipeline().equals(pipeline.id()))
                .toList();
        List<Deal> won =
                deals.stream().filter(deal -> deal.kind() == StageKind.WON).toList();
        List<Deal> lost =
                deals.stream().filter(deal -> deal.kind() == StageKind.LOST).toList();
        List<Integer> toWin = won.stream()
                .map(deal -> (int) ChronoUnit.DAYS.between(
                        deal.createdOn(), Objects.requireNonNull(deal.closedOn(), "a won one is closed")))
                .toList();
        return new CycleReport(
                won.size(),
                lost.size(),
                Sums.of(won),
                Sums.of(lost),
                Sums.share(won.size(), deals.size()),
                Sums.mean(Sums.of(won), won.size()),
                Sums.percentile(toWin, 50).orElse(null),
                Sums.percentile(toWin, 90).orElse(null),
                stays(pipeline, deals),
                reasons(lost));
    }

    private static List<Stay> stays(Pipeline pipeline, List<Deal> deals) {
        Map<Id, List<Integer>> days = new HashMap<>();
        for (Deal deal : deals) {
            List<Step> steps = deal.steps();
            for (int i = 0; i + 1 < steps.size(); i++) {
                int stayed = (int)
                        Duration.between(steps.get(i).at(), steps.get(i + 1).at())
                                .toDays();
                days.computeIfAbsent(steps.get(i).stage(), any -> new ArrayList<>())
                        .add(stayed);
            }
        }
        return pipeline.stages().stream()
                .filter(stage -> stage.kind() == StageKind.OPEN)
                .map(stage -> stay(stage, days.getOrDefault(stage.id(), List.of()), deals))
                .toList();
    }

    private static Stay stay(Stage stage, List<Integer> days, List<Deal> deals) {
        List<Deal> through = deals.stream()
                .filter(deal ->
                        deal.steps().stream().anyMatch(step -> step.stage().equals(stage.id())))
                .toList();
        long won = through.stream().filter(deal -> deal.kind() == StageKind.WON).count();
        return new Stay(
                stage.id(),
                stage.name(),
                days.size(),
                Sums.percentile(days, 50).orElse(null),
                Sums.percentile(days, 90).orElse(null),
                Sums.share(won, through.size()));
    }

    private static List<Reason> reasons(List<Deal> lost) {
        return lost.stream()
                .collect(Collectors.groupingBy(deal -> Objects.requireNonNullElse(deal.lostReason(), "—")))
                .entrySet()
                .stream()
                .map(entry -> new Reason(entry.getKey(), entry.getValue().size(), Sums.of(entry.getValue())))
                .sorted(Comparator.comparingInt(Reason::count).reversed().thenComparing(Reason::reason))
                .toList();
    }
}
