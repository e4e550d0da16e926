package io.rubro.crm.internal.reports;

import io.rubro.crm.pipeline.Pipeline;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the opportunities of a time got.
 *
 * @param made how many were made
 * @param won how many of these were won so far
 * @param lost how many of these were lost so far
 * @param stages the open stages and the won one, in their order
 */
public record FunnelReport(int made, int won, int lost, BigDecimal wonValue, List<Reached> stages) {

    /**
     * A stage of the funnel.
     *
     * @param reached how many got there or further; what was won reached all
     * @param value what these would bring, or brought
     * @param ofMade {@code reached} in percent of all; null of none
     * @param ofPrevious {@code reached} in percent of those who reached the stage before; null of none
     */
    public record Reached(
            Id stage,
            String name,
            int reached,
            BigDecimal value,
            @Nullable BigDecimal ofMade,
            @Nullable BigDecimal ofPrevious) {}

    static FunnelReport of(Pipeline pipeline, List<Deal> made) {
        List<Deal> deals = made.stream()
                .filter(deal -> deal.pipeline().equals(pipeline.id()))
                .toList();
        List<Deal> won = of(deals, StageKind.WON);
        List<Reached> stages = new ArrayList<>();
        int before = deals.size();
        List<Stage> all = pipeline.stages();
        for (int place = 0; place < all.size(); place++) {
            Stage stage = all.get(place);
            if (stage.kind() == StageKind.LOST) {
                continue;
            }
            int at = place;
            List<Deal> reached = deals.stream()
                    .filter(deal -> deal.kind() == StageKind.WON
                            || (stage.kind() == StageKind.OPEN && furthest(deal, all) >= at))
                    .toList();
            stages.add(new Reached(
                    stage.id(),
                    stage.name(),
                    reached.size(),
                    Sums.of(reached),
                    Sums.share(reached.size(), deals.size()),
                    Sums.share(reached.size(), before)));
            before = reached.size();
        }
        return new FunnelReport(
                deals.size(), won.size(), of(deals, StageKind.LOST).size(), Sums.of(won), stages);
    }

    private static List<Deal> of(List<Deal> deals, StageKind kind) {
        return deals.stream().filter(deal -> deal.kind() == kind).toList();
    }

    /** In the stages as they are now; of one that was taken away since, the first. */
    private static int furthest(Deal deal, List<Stage> stages) {
        List<Id> ids = stages.stream().map(Stage::id).toList();
        return deal.steps().stream()
                .filter(step -> step.kind() == StageKind.OPEN)
                .mapToInt(step -> Math.max(0, ids.indexOf(step.stage())))
                .max()
                .orElse(0);
    }
}
