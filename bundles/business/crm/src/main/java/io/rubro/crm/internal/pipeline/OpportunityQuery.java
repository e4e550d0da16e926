package io.rubro.crm.internal.pipeline;

import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityFilter;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.rest.PageRequest.Order;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of opportunities as SQL. Only fixed texts become part of the statement; what a caller gives is an argument. */
final class OpportunityQuery {

    /** After every day somebody may expect: what has no day comes last. */
    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    private final PageRequest page;
    private final Order order;
    private final Conditions conditions;

    OpportunityQuery(OpportunityFilter filter, PageRequest page) {
        this.page = page;
        this.order = page.order("-updatedAt", "expectedClose", "value", "createdAt", "rank");
        this.conditions = new Conditions(filter);
        page.after(3).ifPresent(this::after);
    }

    Page<Opportunity> run(Sql sql) {
        String direction = order.descending() ? " desc" : "";
        List<Opportunity> rows = sql.query(
                "select " + OpportunityRows.COLUMNS + OpportunityRows.FROM + conditions.text() + " order by " + column()
                        + direction + ", o.id" + direction + " fetch first " + (page.limit() + 1) + " rows only",
                OpportunityRows::opportunity,
                conditions.args());
        return Page.of(rows, page.limit(), last -> PageRequest.cursor(order.field(), key(last), last.id()));
    }

    private String column() {
        return switch (order.field()) {
            case "expectedClose" -> "coalesce(o.expected_close, date('9999-12-31'))";
            case "value" -> "o.amount";
            case "createdAt" -> "o.created_at";
            case "rank" -> "o.place";
            default -> "o.updated_at";
        };
    }

    private Object key(Opportunity o) {
        @Nullable LocalDate close = o.expectedClose();
        return switch (order.field()) {
            case "expectedClose" -> close == null ? NEVER : close;
            case "value" -> o.value();
            case "createdAt" -> o.createdAt();
            case "rank" -> o.rank();
            default -> o.updatedAt();
        };
    }

    private Object parsed(String key) {
        return switch (order.field()) {
            case "expectedClose" -> LocalDate.parse(key);
            case "value" -> new BigDecimal(key);
            case "rank" -> Long.valueOf(key);
            default -> Instant.parse(key);
        };
    }

    private void after(List<String> cursor) {
        try {
            if (!cursor.get(0).equals(order.field())) {
                throw new IllegalArgumentException("the cursor of another order");
            }
            Object key = parsed(cursor.get(1));
            Id id = Id.valueOf(cursor.get(2));
            String than = order.descending() ? " < ?" : " > ?";
            String orEqual = order.descending() ? " <= ?" : " >= ?";
            // the first half lets the database begin in the index where the last page ended
            conditions.add(column() + orEqual + " and (" + column() + than + " or o.id" + than + ")", key, key, id);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }
}
