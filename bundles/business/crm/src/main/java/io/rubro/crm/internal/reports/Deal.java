package io.rubro.crm.internal.reports;

import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity with the way it went.
 *
 * @param kind how it stands
 * @param value in the organisation's currency
 * @param probability as people entered it, in percent
 * @param stage where it is
 * @param source the campaign it came from, else the one its contact came from; null if neither is known
 * @param createdOn in the organisation's time zone, as the other days
 * @param steps the stages it entered, oldest first
 */
public record Deal(
        Id id,
        Id contact,
        Id pipeline,
        StageKind kind,
        BigDecimal value,
        int probability,
        Id stage,
        @Nullable String source,
        LocalDate createdOn,
        @Nullable LocalDate expectedClose,
        @Nullable LocalDate closedOn,
        @Nullable String lostReason,
        List<Step> steps) {

    public Deal {
        steps = List.copyOf(steps);
    }

    /**
     * A stage was entered.
     *
     * @param place of the stage in its pipeline, from 0
     * @param probability as people had entered it then, in percent
     */
    public record Step(Id stage, StageKind kind, int place, Instant at, int probability, BigDecimal value) {}

    /** How far it got: the place of the last open stage it was in; empty if it was in none. */
    public Optional<Integer> furthest() {
        return steps.stream()
                .filter(step -> step.kind() == StageKind.OPEN)
                .map(Step::place)
                .max(Integer::compare);
    }
}
