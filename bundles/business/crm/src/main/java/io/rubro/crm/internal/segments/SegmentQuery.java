package io.rubro.crm.internal.segments;

import io.rubro.crm.internal.model.CustomConverter;
import io.rubro.crm.segments.Condition;
import io.rubro.crm.segments.Match;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The conditions of a segment as the condition of a statement. They must have passed {@link SegmentRules}. */
final class SegmentQuery {

    /** The tables the conditions speak of. */
    static final String FROM = " from crm.contact c left join crm.customer_health h"
            + " on h.organization_id = {org} and h.id = c.id where c.organization_id = {org} and c.archived_at is null";

    private final LocalDate today;
    private final ZoneId zone;
    private final List<@Nullable Object> args = new ArrayList<>();
    private String condition = "";

    private SegmentQuery(LocalDate today, ZoneId zone) {
        this.today = today;
        this.zone = zone;
    }

    /** Those who meet conditions on a day. */
    static SegmentQuery of(Match match, List<Condition> conditions, LocalDate today, ZoneId zone) {
        SegmentQuery query = new SegmentQuery(today, zone);
        query.condition = conditions.stream()
                .map(one -> "(" + query.sql(one) + ")")
                .collect(Collectors.joining(match == Match.ALL ? " and " : " or ", " and (", ")"));
        return query;
    }

    /** Those who were put into a segment by hand. */
    static SegmentQuery membersOf(Id segment) {
        SegmentQuery query = new SegmentQuery(LocalDate.EPOCH, ZoneOffset.UTC);
        query.args.add(segment);
        query.condition = " and exists (select 1 from crm.segment_member m where m.organization_id = {org}"
                + " and m.segment_id = ? and m.contact_id = c.id)";
        return query;
    }

    /** To be put behind {@link #FROM}. */
    String condition() {
        return condition;
    }

    List<@Nullable Object> args() {
        return args;
    }

    private String sql(Condition condition) {
        @Nullable String custom = SegmentField.customKey(condition.field());
        if (custom != null) {
            return set(condition, "lower(c.custom_values)", value -> CustomConverter.entry(custom, value), custom);
        }
        SegmentField field = SegmentField.of(condition.field());
        if (field == null) {
            return "1 = 0"; // of a module that is gone: it holds for nobody
        }
        String of = field.expression();
        return switch (field.type()) {
            case CHOICE -> oneOf(condition, of, value -> value);
            case TEXT -> oneOf(condition, "lower(" + of + ")", SegmentQuery::lower);
            case SET -> set(condition, "lower(" + of + ")", value -> "|" + value + "|", null);
            case FLAG -> parameter(of + " = ", Boolean.valueOf(first(condition)));
            case NUMBER, MONEY -> number(condition, of);
            case DAY -> day(condition, of);
            case MOMENT -> moment(condition, of);
        };
    }

    private String oneOf(Condition condition, String of, Function<String, String> write) {
        return switch (condition.operator()) {
            case IS -> in(condition, of, write);
            case IS_NOT -> of + " is null or not " + in(condition, of, write);
            case KNOWN -> of + " is not null";
            default -> of + " is null";
        };
    }

    private String in(Condition condition, String of, Function<String, String> write) {
        condition.values().forEach(value -> args.add(write.apply(value)));
        return of + " in (" + "?, ".repeat(condition.values().size() - 1) + "?)";
    }

    /** Values that are written one behind the other in a column. */
    private String set(Condition condition, String of, Function<String, String> write, @Nullable String custom) {
        String any = custom == null ? "|_%" : "%" + literal(lower(CustomConverter.beginning(custom))) + "_%";
        return switch (condition.operator()) {
            case IS -> contains(condition.values(), of, write);
            case IS_NOT -> of + " is null or not (" + contains(condition.values(), of, write) + ")";
            case KNOWN -> parameter(of + " like ", any) + " escape '!'";
            default -> of + " is null or not (" + parameter(of + " like ", any) + " escape '!')";
        };
    }

    private String contains(List<String> values, String of, Function<String, String> write) {
        return values.stream()
                .map(value -> parameter(of + " like ", "%" + literal(lower(write.apply(value))) + "%") + " escape '!'")
                .collect(Collectors.joining(" or "));
    }

    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private String number(Condition condition, String of) {
        return switch (condition.operator()) {
            case AT_LEAST -> parameter(of + " >= ", new BigDecimal(first(condition)));
            case AT_MOST -> parameter(of + " <= ", new BigDecimal(first(condition)));
            case KNOWN -> of + " is not null";
            default -> of + " is null";
        };
    }

    private String day(Condition condition, String of) {
        return switch (condition.operator()) {
            case LAST_DAYS -> parameter(of + " >= ", ago(condition)) + " and " + parameter(of + " <= ", today);
            case NOT_LAST_DAYS -> of + " is null or " + parameter(of + " < ", ago(condition));
            case NEXT_DAYS ->
                parameter(of + " >= ", today)
                        + " and "
                        + parameter(of + " <= ", today.plusDays(Long.parseLong(first(condition))));
            case BEFORE -> parameter(of + " < ", LocalDate.parse(first(condition)));
            case SINCE -> parameter(of + " >= ", LocalDate.parse(first(condition)));
            case KNOWN -> of + " is not null";
            default -> of + " is null";
        };
    }

    private String moment(Condition condition, String of) {
        return switch (condition.operator()) {
            case LAST_DAYS -> from(of + " >= ", ago(condition)) + " and " + from(of + " < ", today.plusDays(1));
            case NOT_LAST_DAYS -> of + " is null or " + from(of + " < ", ago(condition));
            case BEFORE -> from(of + " < ", LocalDate.parse(first(condition)));
            default -> from(of + " >= ", LocalDate.parse(first(condition)));
        };
    }

    private LocalDate ago(Condition condition) {
        return today.minusDays(Long.parseLong(first(condition)));
    }

    private String from(String comparison, LocalDate day) {
        return parameter(comparison, day.atStartOfDay(zone).toInstant());
    }

    private String parameter(String comparison, Object value) {
        args.add(value);
        return comparison + "?";
    }

    private static String first(Condition condition) {
        return condition.values().get(0);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
