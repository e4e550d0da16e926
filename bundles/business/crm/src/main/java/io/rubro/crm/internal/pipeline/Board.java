package io.rubro.crm.internal.pipeline;

import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityMove;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline with what is in it.
 *
 * @param columns one for each stage, in their order
 */
public record Board(Pipeline pipeline, List<Column> columns) {

    public Board {
        columns = List.copyOf(columns);
    }

    /**
     * The cards of a stage.
     *
     * @param count of all of them, also of those that are not shown
     * @param totals what they bring, one for each currency; the organisation's own first and always there
     * @param cards the first ones, in their order
     */
    public record Column(Id stageId, long count, List<Total> totals, List<Card> cards) {
        public Column {
            totals = List.copyOf(totals);
            cards = List.copyOf(cards);
        }
    }

    /**
     * What opportunities bring in one currency, in units of it with two decimals.
     *
     * @param currency ISO 4217
     * @param weighted each value times its probability
     */
    public record Total(String currency, long count, BigDecimal value, BigDecimal weighted) {}

    /**
     * An opportunity on a board.
     *
     * @param alert what people were told of its expected close and did nothing about yet; null for nothing
     * @param quietDays for how many days nothing happened, if that is as long as its stage finds too long; else null
     */
    public record Card(Opportunity opportunity, @Nullable Alert alert, @Nullable Long quietDays) {}

    /**
     * One step in the life of an opportunity, as shown to people.
     *
     * @param fromName the stage it left; null when it was made
     */
    public record Step(OpportunityMove move, @Nullable String fromName, String toName) {}

    /** What is the matter with the expected close of an opportunity. */
    public enum Alert {
        /** It comes within the days the organisation wants to know before. */
        SOON,
        /** It is on that day. */
        TODAY,
        /** It went by. */
        OVERDUE
    }
}
