package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.model.Folding;
import io.rubro.crm.pipeline.OpportunityFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rows must fulfil, as SQL after {@link OpportunityRows#FROM}. */
final class Conditions {

    private static final int MAX_WORDS = 8;

    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> args = new ArrayList<>();

    Conditions(OpportunityFilter filter) {
        equal("o.contact_id", filter.contactId());
        equal("o.pipeline_id", filter.pipelineId());
        equal("o.stage_id", filter.stageId());
        equal("o.kind", filter.kind());
        equal("o.owner_id", filter.owner());
        if (filter.text() != null) {
            Arrays.stream(Folding.searchable(filter.text()).split(" ", -1))
                    .filter(word -> !word.isEmpty())
                    .distinct()
                    .limit(MAX_WORDS)
                    .forEach(this::word);
        }
    }

    private void equal(String column, @Nullable Object value) {
        if (value != null) {
            add(column + " = ?", value);
        }
    }

    private void word(String word) {
        String pattern = "%" + word.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        add("(o.title_normalised like ? escape '!' or c.name_normalised like ? escape '!')", pattern, pattern);
    }

    void add(String condition, Object... values) {
        text.append(" and ").append(condition);
        args.addAll(Arrays.asList(values));
    }

    String text() {
        return text.toString();
    }

    /** The arguments of the text, in their order. */
    @Nullable
    Object[] args() {
        return args.toArray();
    }
}
