package io.rubro.crm.internal.service;

import io.rubro.crm.CompanySize;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactDraftEditor;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A contact as texts by the names of its fields, so that single ones can be compared, kept and put back. Sets are written
 * {@code |a|b|}, own fields are named {@code custom.key}; what is absent is not there.
 */
public final class ContactValues {

    /** The fields that hold several values. */
    public static final Set<String> SETS = Set.of("roles", "tags");

    private static final String CUSTOM = "custom.";

    private ContactValues() {}

    /** The fields of a draft, in the order in which people read them. */
    public static Map<String, String> of(ContactDraft draft) {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "kind", draft.kind().name());
        put(values, "name", draft.name());
        put(values, "taxId", draft.taxId());
        put(values, "email", draft.email());
        put(values, "phone", draft.phone());
        put(values, "address", draft.address());
        put(values, "postalCode", draft.postalCode());
        put(values, "city", draft.city());
        put(values, "country", draft.country());
        put(values, "status", draft.status().name());
        put(values, "roles", join(draft.roles().stream().map(Enum::name).toList()));
        put(values, "sector", draft.sector());
        put(values, "size", draft.size() == null ? null : draft.size().name());
        put(values, "source", draft.source());
        put(values, "tags", join(draft.tags()));
        new TreeMap<>(draft.custom()).forEach((key, value) -> put(values, CUSTOM + key, value));
        put(values, "notes", draft.notes());
        return values;
    }

    private static void put(Map<String, String> values, String field, @Nullable String value) {
        if (value != null) {
            values.put(field, value);
        }
    }

    /** The names of the fields in which two drafts differ. */
    public static Set<String> differing(Map<String, String> one, Map<String, String> other) {
        Set<String> fields = new LinkedHashSet<>(one.keySet());
        fields.addAll(other.keySet());
        fields.removeIf(field -> Objects.equals(one.get(field), other.get(field)));
        return fields;
    }

    /** A draft with some fields changed; a field that is null is emptied. */
    public static ContactDraft with(ContactDraft draft, Map<String, @Nullable String> changes) {
        ContactDraftEditor editor = draft.edit();
        Map<String, String> custom = new TreeMap<>(draft.custom());
        changes.forEach((field, value) -> {
            if (!field.startsWith(CUSTOM)) {
                set(editor, draft, field, value);
            } else if (value == null) {
                custom.remove(field.substring(CUSTOM.length()));
            } else {
                custom.put(field.substring(CUSTOM.length()), value);
            }
        });
        return editor.custom(custom).build();
    }

    private static void set(ContactDraftEditor editor, ContactDraft draft, String field, @Nullable String value) {
        switch (field) {
            case "kind" -> editor.kind(value == null ? draft.kind() : ContactKind.valueOf(value));
            case "name" -> editor.name(value == null ? draft.name() : value);
            case "status" -> editor.status(value == null ? draft.status() : ContactStatus.valueOf(value));
            case "roles" ->
                editor.roles(split(value).stream().map(ContactRole::valueOf).collect(Collectors.toSet()));
            case "tags" -> editor.tags(split(value));
            case "size" -> editor.size(value == null ? null : CompanySize.valueOf(value));
            case "taxId" -> editor.taxId(value);
            case "email" -> editor.email(value);
            case "phone" -> editor.phone(value);
            case "address" -> editor.address(value);
            case "postalCode" -> editor.postalCode(value);
            case "city" -> editor.city(value);
            case "country" -> editor.country(value);
            case "sector" -> editor.sector(value);
            case "source" -> editor.source(value);
            case "notes" -> editor.notes(value);
            default -> throw new IllegalArgumentException("no field of a contact: " + field);
        }
    }

    /** Several values as one text; null if there are none. */
    public static @Nullable String join(Collection<String> values) {
        return values.isEmpty() ? null : new TreeSet<>(values).stream().collect(Collectors.joining("|", "|", "|"));
    }

    /** The values of a text made by {@link #join}. */
    public static Set<String> split(@Nullable String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split("\\|"))
                        .filter(value -> !value.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What becomes of a field that was changed from one value to another and perhaps again since, when the first change is
     * taken back. Of a field with several values only those that were added or taken away then are touched.
     *
     * @return the value and whether it would overwrite what somebody changed since
     */
    public static Undone undo(String field, @Nullable String before, @Nullable String after, @Nullable String now) {
        if (SETS.contains(field)) {
            Set<String> values = new TreeSet<>(split(now));
            Set<String> added = new TreeSet<>(split(after));
            added.removeAll(split(before));
            Set<String> taken = new TreeSet<>(split(before));
            taken.removeAll(split(after));
            values.removeAll(added);
            values.addAll(taken);
            return new Undone(join(values), false);
        }
        return new Undone(before, !Objects.equals(now, after) && !Objects.equals(now, before));
    }

    /**
     * A field put back.
     *
     * @param overwrites whether it was changed again since
     */
    public record Undone(@Nullable String value, boolean overwrites) {}
}
