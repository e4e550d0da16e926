package io.rubro.crm.segments;

import java.util.List;

/**
 * One condition of a segment.
 *
 * @param field the key of a field, {@code lifetimeValue}, or {@code custom.<key>} for one of the organisation's own
 * @param values what the operator needs: one or more for {@code IS} and {@code IS_NOT}, none for {@code KNOWN} and {@code
 *     UNKNOWN}, one for the others; numbers with a point, days as ISO dates
 */
public record Condition(String field, Operator operator, List<String> values) {

    public Condition {
        values = List.copyOf(values);
    }
}
