package io.rubro.crm.internal.custom;

import io.rubro.crm.ContactKind;
import io.rubro.crm.custom.CustomField;
import io.rubro.crm.custom.FieldType;
import io.rubro.crm.internal.model.Folding;
import io.rubro.crm.internal.service.Fields;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the fields of an organisation and their values must look like. */
public final class FieldRules {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,6})?");
    private static final Set<String> YES = Set.of("true", "yes", "si", "sí");
    private static final Set<String> NO = Set.of("false", "no");
    private static final int MAX_KEY = 40;

    private FieldRules() {}

    /**
     * The values a contact is to have: those given, in the normal form of their fields, and those it had of fields that its
     * form does not show because they were put away or are for the other kind of contact. A value that did not change is not
     * looked at again: the field may have changed since.
     *
     * @param definitions the fields in use
     * @param given trimmed, none of them blank
     * @param had what the contact had before
     */
    public static Map<String, String> values(
            Fields fields,
            List<CustomField> definitions,
            ContactKind kind,
            Map<String, String> given,
            Map<String, String> had) {
        Map<String, CustomField> shown = new TreeMap<>();
        definitions.stream().filter(field -> field.appliesTo(kind)).forEach(field -> shown.put(field.key(), field));
        Map<String, String> values = new TreeMap<>();
        had.forEach((key, value) -> {
            if (!shown.containsKey(key)) {
                values.put(key, value);
            }
        });
        given.forEach((key, value) -> {
            @Nullable CustomField field = shown.get(key);
            if (value.equals(had.get(key)) || !fields.isFine("custom." + key)) {
                values.put(key, value);
            } else if (field == null) {
                fields.refuse("custom." + key, "crm.custom.unknown", Map.of("key", key));
            } else {
                values.put(key, value(fields, field, value));
            }
        });
        return values;
    }

    /** Says which required fields have no value. */
    public static void required(
            Fields fields, List<CustomField> definitions, ContactKind kind, Map<String, String> given) {
        for (CustomField field : definitions) {
            if (field.required()
                    && field.appliesTo(kind)
                    && given.getOrDefault(field.key(), "").isBlank()) {
                fields.refuse("custom." + field.key(), "crm.field.required", Map.of());
            }
        }
    }

    private static String value(Fields fields, CustomField field, String given) {
        @Nullable String normal = normal(field, given);
        if (normal == null) {
            fields.refuse("custom." + field.key(), misfit(field), Map.of("value", given, "label", field.label()));
            return given;
        }
        return normal;
    }

    private static String misfit(CustomField field) {
        return switch (field.type()) {
            case TEXT -> "crm.field.required";
            case NUMBER -> "crm.custom.number";
            case DATE -> "crm.custom.date";
            case YES_NO -> "crm.custom.yes-no";
            case CHOICE -> "crm.custom.choice";
        };
    }

    /** A value in the normal form of its field; null if it does not fit. */
    static @Nullable String normal(CustomField field, String given) {
        return switch (field.type()) {
            case TEXT -> given;
            case NUMBER -> number(given);
            case DATE -> date(given);
            case YES_NO ->
                YES.contains(given.toLowerCase(Locale.ROOT))
                        ? "true"
                        : NO.contains(given.toLowerCase(Locale.ROOT)) ? "false" : null;
            case CHOICE ->
                field.options().stream()
                        .filter(given::equalsIgnoreCase)
                        .findFirst()
                        .orElse(null);
        };
    }

    private static @Nullable String number(String given) {
        if (!NUMBER.matcher(given).matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(given);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static @Nullable String date(String given) {
        try {
            return LocalDate.parse(given).toString();
        } catch (DateTimeException noDay) {
            return null;
        }
    }

    /** The draft of a field in its normal form: with its key, and without options if it is no choice. */
    static FieldDraft normalise(FieldDraft draft, Set<String> taken) {
        Fields fields = new Fields();
        String label = fields.required("label", draft.label(), FieldDraft.MAX_LABEL);
        @Nullable String key = fields.optional("key", draft.key(), MAX_KEY);
        if (key == null) {
            key = madeOf(label, taken);
        } else if (!KEY.matcher(key).matches()) {
            fields.refuse("key", "crm.contact.custom-key", Map.of("value", key));
        } else if (taken.contains(key)) {
            fields.refuse("key", "crm.custom.key-taken", Map.of("value", key));
        }
        List<String> options = options(fields, draft);
        fields.complete();
        return new FieldDraft(
                key, label, draft.type(), options, Boolean.TRUE.equals(draft.required()), draft.appliesTo());
    }

    private static List<String> options(Fields fields, FieldDraft draft) {
        @Nullable List<String> given = draft.options();
        if (draft.type() != FieldType.CHOICE || given == null) {
            if (draft.type() == FieldType.CHOICE) {
                fields.refuse("options", "crm.custom.no-options", Map.of());
            }
            return List.of();
        }
        List<String> options = new ArrayList<>();
        for (String text : given) {
            @Nullable String option = fields.optional("options", text, FieldDraft.MAX_OPTION);
            if (option == null) {
                continue;
            }
            if (option.indexOf('\n') >= 0 || options.stream().anyMatch(option::equalsIgnoreCase)) {
                fields.refuse("options", "crm.custom.option", Map.of("value", option));
            }
            options.add(option);
        }
        if (options.isEmpty()) {
            fields.refuse("options", "crm.custom.no-options", Map.of());
        }
        return options;
    }

    /** A key nobody has, like the label. */
    private static String madeOf(String label, Set<String> taken) {
        String words = Folding.searchable(label).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        String base = words.isEmpty() || !Character.isLetter(words.charAt(0)) ? "campo_" + words : words;
        base = base.substring(0, Math.min(base.length(), MAX_KEY - 3));
        String key = base;
        for (int n = 2; taken.contains(key); n++) {
            key = base + "_" + n;
        }
        return key;
    }
}
