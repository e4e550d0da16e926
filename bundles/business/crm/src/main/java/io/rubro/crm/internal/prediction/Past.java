package io.rubro.crm.internal.prediction;

import io.rubro.crm.internal.model.Folding;
import io.rubro.crm.internal.reports.Deal;
import io.rubro.crm.internal.reports.Deal.Step;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decided opportunity.
 *
 * @param closedOn the day it was won or lost
 * @param snapshots what was known when it entered each open stage for the first time; at least one
 */
record Past(Id deal, LocalDate closedOn, boolean won, List<Snapshot> snapshots) {

    Past {
        if (snapshots.isEmpty()) {
            throw new IllegalArgumentException("nothing was known of " + deal);
        }
        snapshots = List.copyOf(snapshots);
    }

    /**
     * What is to be learnt from an opportunity; empty if it is open or was decided as it was written down.
     *
     * @param firstPurchase when its contact bought for the first time; null if never
     */
    static Optional<Past> of(Deal deal, ZoneId zone, @Nullable LocalDate firstPurchase) {
        LocalDate closedOn = deal.closedOn();
        if (closedOn == null || deal.kind() == StageKind.OPEN) {
            return Optional.empty();
        }
        Set<Id> seen = new HashSet<>();
        List<Snapshot> snapshots = new ArrayList<>();
        for (Step step : deal.steps()) {
            if (step.kind() == StageKind.OPEN && seen.add(step.stage())) {
                LocalDate day = step.at().atZone(zone).toLocalDate();
                snapshots.add(new Snapshot(
                        step.stage(),
                        source(deal),
                        step.value(),
                        boughtBefore(firstPurchase, day),
                        step.probability()));
            }
        }
        return snapshots.isEmpty()
                ? Optional.empty()
                : Optional.of(new Past(deal.id(), closedOn, deal.kind() == StageKind.WON, snapshots));
    }

    /** What is known today of an open opportunity. */
    static Snapshot now(Deal deal, LocalDate today, @Nullable LocalDate firstPurchase) {
        return new Snapshot(
                deal.stage(), source(deal), deal.value(), boughtBefore(firstPurchase, today), deal.probability());
    }

    private static @Nullable String source(Deal deal) {
        String source = deal.source();
        return source == null || source.isBlank() ? null : Folding.searchable(source);
    }

    private static boolean boughtBefore(@Nullable LocalDate firstPurchase, LocalDate day) {
        return firstPurchase != null && firstPurchase.isBefore(day);
    }
}
