package io.rubro.platform.security.internal.service;

import io.rubro.platform.persistence.Sql.RowMapper;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A query that narrows as a person says more of what is looked for. */
final class Looking {

    private final StringBuilder text;
    private final List<Object> args = new ArrayList<>();
    private String joint = " where ";

    /** @param select without a condition yet */
    Looking(String select) {
        text = new StringBuilder(select);
    }

    /** Adds a condition. */
    Looking and(String condition, Object... values) {
        text.append(joint).append('(').append(condition).append(')');
        joint = " and ";
        args.addAll(List.of(values));
        return this;
    }

    /**
     * Wants a text to be part of one of some columns, in any case of letters; whatever if the text is blank.
     *
     * @throws ProblemException 422 if it holds control characters
     */
    Looking andContaining(@Nullable String wanted, String... columns) {
        if (wanted == null || wanted.isBlank()) {
            return this;
        }
        if (PlainText.hasControls(wanted)) {
            throw ProblemException.invalid("search", "security.text.control-character");
        }
        String escaped = wanted.strip()
                .toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        List<String> places = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (String column : columns) {
            places.add("lower(" + column + ") like ? escape '!'");
            values.add("%" + escaped + "%");
        }
        return and(String.join(" or ", places), values.toArray());
    }

    /** The rows, in the order that ends the query. */
    <T> List<T> rows(GlobalSql sql, RowMapper<T> mapper, String order) {
        return sql.query(text + order, mapper, args.toArray());
    }
}
