package io.rubro.crm.internal.pipeline;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order of the cards in the columns of a board. Places are numbers with gaps of 2<sup>16</sup>: a card goes into the
 * middle of the gap, and only when there is none left are all cards of the stage spaced out anew. Whoever writes a place
 * holds the stage until the end of the transaction, so that no two cards get the same.
 */
final class Places {

    static final long GAP = 1L << 16;

    private final Sql sql;

    Places(Sql sql) {
        this.sql = sql;
    }

    /**
     * Holds stages until the end of the transaction, always in the same order, so that nobody waits in a circle.
     *
     * @throws ProblemException 404 if one was taken away
     */
    void lock(Collection<Id> stages) {
        for (Id stage : stages.stream().distinct().sorted().toList()) {
            sql.update(
                    """
                    update crm.pipeline_stage_lock set changes = changes + 1
                    where organization_id = {org} and stage_id = ?""",
                    stage);
            boolean there = sql.queryOne(
                            """
                            select id from crm.pipeline_stage
                            where organization_id = {org} and id = ? and removed_at is null""",
                            row -> Rows.id(row, "id"),
                            stage)
                    .isPresent();
            if (!there) {
                throw ProblemException.notFound("crm.pipeline.stage-not-found", stage);
            }
        }
    }

    /** A place before all cards of a stage that is held. */
    long top(Id stage) {
        return bound("min", stage).map(first -> first - GAP).orElse(0L);
    }

    /** A place after all cards of a stage that is held. */
    long end(Id stage) {
        return bound("max", stage).map(last -> last + GAP).orElse(0L);
    }

    private Optional<Long> bound(String function, Id stage) {
        return sql.query(
                        "select " + function
                                + "(place) place from crm.opportunity where organization_id = {org} and stage_id = ?",
                        row -> {
                            long place = row.getLong("place");
                            return row.wasNull() ? Optional.<Long>empty() : Optional.of(place);
                        },
                        stage)
                .get(0);
    }

    /**
     * A place for a card in a stage that is held.
     *
     * @param before the card it is to stand before; null, or one that is in another stage by now, for the end
     * @throws ProblemException 404 if there is no such card to stand before
     */
    long place(Id stage, @Nullable Id before, Id card) {
        if (before == null) {
            return end(stage);
        }
        @Nullable Long next = placeIn(stage, before);
        if (next == null) {
            return end(stage);
        }
        @Nullable Long previous = previous(stage, next, card);
        if (previous == null) {
            return next - GAP;
        }
        return next - previous > 1 ? previous + (next - previous) / 2 : spaced(stage, before) - GAP / 2;
    }

    private @Nullable Long placeIn(Id stage, Id card) {
        record Spot(Id stage, long place) {}
        Spot spot = sql.queryOne(
                        "select stage_id, place from crm.opportunity where organization_id = {org} and id = ?",
                        row -> new Spot(Rows.id(row, "stage_id"), row.getLong("place")),
                        card)
                .orElseThrow(() -> ProblemException.notFound("crm.opportunity.not-found", card));
        return spot.stage().equals(stage) ? spot.place() : null;
    }

    private @Nullable Long previous(Id stage, long next, Id but) {
        return sql.query(
                        """
                        select max(place) place from crm.opportunity
                        where organization_id = {org} and stage_id = ? and place < ? and id <> ?""",
                        row -> {
                            long place = row.getLong("place");
                            return row.wasNull() ? Optional.<Long>empty() : Optional.of(place);
                        },
                        stage,
                        next,
                        but)
                .get(0)
                .orElse(null);
    }

    /**
     * Gives all cards of a stage new places behind the old ones, so that at no moment two share one; returns the new place of
     * one of them. Nothing is read after that: it would wait for others who do the same.
     */
    private long spaced(Id stage, Id wanted) {
        long place = end(stage);
        long found = place;
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Id card : sql.query(
                "select id from crm.opportunity where organization_id = {org} and stage_id = ? order by place",
                row -> Rows.id(row, "id"),
                stage)) {
            rows.add(new @Nullable Object[] {place, card});
            found = card.equals(wanted) ? place : found;
            place += GAP;
        }
        sql.batch("update crm.opportunity set place = ? where organization_id = {org} and id = ?", rows);
        return found;
    }
}
