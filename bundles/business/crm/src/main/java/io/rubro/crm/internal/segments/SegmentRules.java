package io.rubro.crm.internal.segments;

import io.rubro.crm.internal.segments.SegmentField.Type;
import io.rubro.crm.internal.service.Fields;
import io.rubro.crm.segments.Condition;
import io.rubro.crm.segments.Operator;
import io.rubro.crm.segments.SegmentDraft;
import io.rubro.crm.segments.SegmentKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a segment must keep to. */
final class SegmentRules {

    /** A hundred years: more days have no meaning. */
    private static final int MAX_DAYS = 36_500;

    private static final Set<Operator> WITHOUT_VALUE = EnumSet.of(Operator.KNOWN, Operator.UNKNOWN);
    private static final Set<Operator> OF_DAYS =
            EnumSet.of(Operator.LAST_DAYS, Operator.NOT_LAST_DAYS, Operator.NEXT_DAYS);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,13}(\\.[0-9]{1,4})?");
    private static final Pattern DAYS = Pattern.compile("[0-9]{1,5}");
    private static final Pattern FLAG = Pattern.compile("true|false");

    private SegmentRules() {}

    /**
     * The draft as it is stored.
     *
     * @throws io.rubro.platform.problem.ProblemException 422 with all fields that break a rule
     */
    static SegmentDraft normalise(SegmentDraft draft) {
        Fields fields = new Fields();
        String name = fields.required("name", draft.name(), SegmentDraft.MAX_NAME);
        @Nullable
        String description = fields.optional("description", draft.description(), SegmentDraft.MAX_DESCRIPTION);
        List<Condition> conditions = draft.kind() == SegmentKind.STATIC ? List.of() : draft.conditions();
        if (draft.kind() == SegmentKind.DYNAMIC) {
            check(fields, conditions);
        }
        fields.complete();
        return new SegmentDraft(
                name,
                description,
                draft.kind(),
                draft.match(),
                conditions.stream().map(SegmentRules::normal).toList());
    }

    /** Checks conditions that are not part of a draft. */
    static List<Condition> normalise(List<Condition> conditions) {
        Fields fields = new Fields();
        check(fields, conditions);
        fields.complete();
        return conditions.stream().map(SegmentRules::normal).toList();
    }

    private static void check(Fields fields, List<Condition> conditions) {
        if (conditions.isEmpty() || conditions.size() > SegmentDraft.MAX_CONDITIONS) {
            fields.refuse("conditions", "crm.segment.conditions", Map.of("max", SegmentDraft.MAX_CONDITIONS));
            return;
        }
        for (int i = 0; i < conditions.size(); i++) {
            check(fields, "conditions[" + i + "]", conditions.get(i));
        }
    }

    private static void check(Fields fields, String at, Condition condition) {
        @Nullable Type type = type(condition.field());
        if (type == null) {
            fields.refuse(at + ".field", "crm.segment.field", Map.of("field", condition.field()));
            return;
        }
        Operator operator = condition.operator();
        if (!type.operators().contains(operator)) {
            fields.refuse(
                    at + ".operator",
                    "crm.segment.operator",
                    Map.of("field", condition.field(), "operator", operator.name()));
            return;
        }
        List<String> values = condition.values();
        int most = WITHOUT_VALUE.contains(operator)
                ? 0
                : operator == Operator.IS || operator == Operator.IS_NOT ? SegmentDraft.MAX_VALUES : 1;
        if (values.size() > most || (most > 0 && values.isEmpty())) {
            fields.refuse(at + ".values", "crm.segment.values", Map.of("max", most));
            return;
        }
        values.stream()
                .filter(value -> !fits(value, type, operator, condition.field()))
                .findFirst()
                .ifPresent(value -> fields.refuse(at + ".values", "crm.segment.value", Map.of("value", value)));
    }

    private static @Nullable Type type(String field) {
        SegmentField known = SegmentField.of(field);
        return known != null ? known.type() : SegmentField.customKey(field) == null ? null : Type.TEXT;
    }

    private static boolean fits(String value, Type type, Operator operator, String field) {
        if (value.isBlank()
                || value.length() > SegmentDraft.MAX_VALUE
                || value.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        if (OF_DAYS.contains(operator)) {
            return DAYS.matcher(value).matches() && Integer.parseInt(value) <= MAX_DAYS;
        }
        if (operator == Operator.BEFORE || operator == Operator.SINCE) {
            return isDate(value);
        }
        SegmentField known = SegmentField.of(field);
        return switch (type) {
            case NUMBER, MONEY -> NUMBER.matcher(value).matches();
            case FLAG -> FLAG.matcher(value).matches();
            case CHOICE, SET ->
                known == null || known.choices().isEmpty() || known.choices().contains(value);
            default -> true;
        };
    }

    private static boolean isDate(String value) {
        try {
            int year = LocalDate.parse(value).getYear();
            return year >= 1900 && year <= 9999;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Texts are compared whatever their case. */
    private static Condition normal(Condition condition) {
        SegmentField known = SegmentField.of(condition.field());
        boolean asIs =
                known != null && known.type() != Type.TEXT && !known.choices().isEmpty();
        return new Condition(
                condition.field(),
                condition.operator(),
                condition.values().stream()
                        .map(value -> asIs ? value : value.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList());
    }
}
