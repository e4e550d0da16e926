package io.rubro.crm.internal.segments;

import io.rubro.crm.segments.Condition;
import io.rubro.crm.segments.Match;
import io.rubro.crm.segments.Operator;
import io.rubro.crm.segments.SegmentDraft;
import io.rubro.crm.segments.SegmentKind;
import java.util.List;
import java.util.Objects;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A segment as the REST API takes it.
 *
 * @param match ALL if absent
 * @param conditions none in a static segment
 */
public record SegmentRequest(
        @NotNull String name,
        @Nullable String description,
        @NotNull SegmentKind kind,
        @Nullable Match match,
        @Nullable List<@NotNull @Valid Asked> conditions) {

    /** A condition as the REST API takes it. */
    public record Asked(
            @NotNull String field,
            @NotNull Operator operator,
            @Nullable @Size(max = SegmentDraft.MAX_VALUES) List<@NotNull String> values) {

        Condition toCondition() {
            return new Condition(field, operator, Objects.requireNonNullElse(values, List.of()));
        }
    }

    /** Conditions to be tried. */
    public record Trial(@Nullable Match match, @NotNull List<@NotNull @Valid Asked> conditions) {}

    SegmentDraft toDraft() {
        return new SegmentDraft(name, description, kind, all(match), conditions(conditions));
    }

    static Match all(@Nullable Match match) {
        return Objects.requireNonNullElse(match, Match.ALL);
    }

    static List<Condition> conditions(@Nullable List<Asked> asked) {
        return asked == null
                ? List.of()
                : asked.stream().map(Asked::toCondition).toList();
    }
}
