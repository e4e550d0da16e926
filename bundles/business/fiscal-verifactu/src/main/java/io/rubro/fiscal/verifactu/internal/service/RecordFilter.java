package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import io.rubro.platform.ids.Id;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a chain are wanted; what is null does not matter.
 *
 * @param states none for all
 * @param kind list L2
 * @param number part of it, whatever the case
 * @param from the first day they were made
 * @param to the last day they were made
 */
public record RecordFilter(
        Set<SubmissionState> states,
        @Nullable RecordType type,
        @Nullable String kind,
        @Nullable String number,
        @Nullable Id invoice,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    /** Every record. */
    public static final RecordFilter ALL = new RecordFilter(Set.of(), null, null, null, null, null, null);

    public RecordFilter {
        states = Set.copyOf(states);
    }

    /** The conditions, each beginning with {@code and}; adds their arguments. */
    String conditions(List<@Nullable Object> args) {
        StringBuilder sql = new StringBuilder();
        if (!states.isEmpty()) {
            sql.append(" and s.state in (")
                    .append(states.stream().map(state -> "?").collect(Collectors.joining(", ")))
                    .append(')');
            args.addAll(new ArrayList<>(states));
        }
        add(sql, args, " and r.record_type = ?", type);
        add(sql, args, " and r.kind = ?", kind);
        add(sql, args, " and r.invoice_id = ?", invoice);
        if (number != null) {
            String escaped = number.replace("!", "!!").replace("%", "!%").replace("_", "!_");
            add(sql, args, " and upper(r.number) like ? escape '!'", "%" + escaped.toUpperCase(Locale.ROOT) + "%");
        }
        // moments are texts that begin with their day
        add(sql, args, " and r.generated_at >= ?", from == null ? null : from.toString());
        add(
                sql,
                args,
                " and r.generated_at < ?",
                to == null ? null : to.plusDays(1).toString());
        return sql.toString();
    }

    private static void add(StringBuilder sql, List<@Nullable Object> args, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            args.add(value);
        }
    }
}
