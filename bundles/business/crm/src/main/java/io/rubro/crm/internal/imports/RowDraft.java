package io.rubro.crm.internal.imports;

import io.rubro.crm.CompanySize;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.taxid.TaxId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a row of a file says of a contact. */
final class RowDraft {

    private static final Map<String, ContactKind> KINDS = words(Map.of(
            ContactKind.COMPANY, "company empresa sociedad compania organizacion organization juridica b2b",
            ContactKind.PERSON, "person persona particular autonomo individual fisica b2c consumidor"));
    private static final Map<String, ContactRole> ROLES = words(Map.of(
            ContactRole.CUSTOMER, "customer cliente clientes client customers",
            ContactRole.LEAD, "lead prospecto potencial leads oportunidad prospect",
            ContactRole.SUPPLIER, "supplier proveedor proveedores vendor acreedor",
            ContactRole.STAFF, "staff personal empleado empleada empleados employee trabajador"));
    private static final Map<String, ContactStatus> STATUSES = words(Map.of(
            ContactStatus.PROSPECT, "prospect prospecto potencial nuevo new lead",
            ContactStatus.ACTIVE, "active activo activa alta si vigente",
            ContactStatus.INACTIVE, "inactive inactivo inactiva baja no",
            ContactStatus.BLOCKED, "blocked bloqueado bloqueada"));
    private static final Map<String, CompanySize> SIZES = words(Map.of(
            CompanySize.SMALL, "small pequena pequeno micro s micropyme autonomo",
            CompanySize.MEDIUM, "medium mediana mediano m pyme",
            CompanySize.LARGE, "large grande l xl corporacion"));
    private static final Map<String, String> COUNTRIES = countries();

    private RowDraft() {}

    /**
     * What is said of all contacts of a file.
     *
     * @param kind of those of which the file does not say it
     * @param role they get beside those of the file; null for none
     * @param tag they get beside those of the file; null for none
     */
    record Defaults(ContactKind kind, @Nullable ContactRole role, @Nullable String tag) {}

    /**
     * Reads a row.
     *
     * @param cells by column
     * @param mapping the fields by column
     * @throws ProblemException 422 naming the cells that cannot be understood
     */
    static ContactDraft of(
            List<String> cells, Map<Integer, String> mapping, Defaults defaults, Organization organization) {
        Map<String, String> values = values(cells, mapping);
        List<FieldError> errors = new ArrayList<>();
        @Nullable String country = country(values.get("country"));
        ContactKind kind = Objects.requireNonNullElseGet(
                one(values, "kind", KINDS, errors), () -> kind(values.get("taxId"), country, defaults, organization));
        Set<ContactRole> roles = EnumSet.noneOf(ContactRole.class);
        parts(values.get("roles")).forEach(text -> {
            @Nullable ContactRole role = ROLES.get(Columns.bare(text));
            if (role == null) {
                errors.add(unknown("roles", text));
            } else {
                roles.add(role);
            }
        });
        if (defaults.role() != null) {
            roles.add(defaults.role());
        }
        @Nullable ContactStatus status = one(values, "status", STATUSES, errors);
        @Nullable CompanySize size = one(values, "size", SIZES, errors);
        Set<String> tags = new LinkedHashSet<>(parts(values.get("tags")));
        if (defaults.tag() != null) {
            tags.add(defaults.tag());
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        Map<String, String> custom = new TreeMap<>();
        values.forEach((field, value) -> {
            if (field.startsWith("custom.")) {
                custom.put(field.substring("custom.".length()), value);
            }
        });
        ContactStatus first = roles.contains(ContactRole.CUSTOMER) ? ContactStatus.ACTIVE : ContactStatus.PROSPECT;
        return new ContactDraft(
                kind,
                roles,
                status == null ? first : status,
                name(values),
                values.get("taxId"),
                values.get("email"),
                values.get("phone"),
                values.get("address"),
                values.get("postalCode"),
                values.get("city"),
                country,
                values.get("sector"),
                size,
                values.get("source"),
                values.get("notes"),
                tags,
                custom);
    }

    /** The cells that hold something by field. */
    static Map<String, String> values(List<String> cells, Map<Integer, String> mapping) {
        Map<String, String> values = new HashMap<>();
        mapping.forEach((column, field) -> {
            String cell = column < cells.size() ? cells.get(column).strip() : "";
            if (!cell.isEmpty()) {
                if (Columns.JOINED.contains(field)) {
                    values.merge(field, cell, (a, b) -> a + (field.equals("notes") ? "\n" : ", ") + b);
                } else if (field.equals("surname")) {
                    values.merge(field, cell, (a, b) -> a + " " + b);
                } else {
                    values.putIfAbsent(field, cell);
                }
            }
        });
        return values;
    }

    private static String name(Map<String, String> values) {
        String name = values.getOrDefault("name", "");
        String surname = values.getOrDefault("surname", "");
        return (name + " " + surname).strip();
    }

    private static ContactKind kind(
            @Nullable String taxId, @Nullable String country, Defaults defaults, Organization organization) {
        if (taxId != null
                && TaxId.check(country == null ? organization.country() : country, taxId)
                        instanceof TaxId.Valid valid) {
            return switch (valid.kind()) {
                case ES_DNI, ES_NIE, ES_SPECIAL, AR_PERSON -> ContactKind.PERSON;
                case ES_ENTITY, AR_ENTITY, AR_FOREIGN -> ContactKind.COMPANY;
            };
        }
        return defaults.kind();
    }

    private static <E> @Nullable E one(
            Map<String, String> values, String field, Map<String, E> known, List<FieldError> errors) {
        @Nullable String text = values.get(field);
        if (text == null) {
            return null;
        }
        @Nullable E found = known.get(Columns.bare(text));
        if (found == null) {
            errors.add(unknown(field, text));
        }
        return found;
    }

    private static FieldError unknown(String field, String text) {
        return new FieldError(field, "crm.import.value", Map.of("value", text));
    }

    private static List<String> parts(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[,;|/]"))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /** A country by its code or its name in Spanish or English; what is none stays as it is and is refused later. */
    private static @Nullable String country(@Nullable String text) {
        return text == null ? null : COUNTRIES.getOrDefault(Columns.bare(text), text);
    }

    private static Map<String, String> countries() {
        Map<String, String> countries = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale.Builder().setRegion(code).build();
            countries.put(Columns.bare(country.getDisplayCountry(Locale.forLanguageTag("es"))), code);
            countries.put(Columns.bare(country.getDisplayCountry(Locale.ENGLISH)), code);
            countries.put(code.toLowerCase(Locale.ROOT), code);
        }
        return Map.copyOf(countries);
    }

    private static <E extends Enum<E>> Map<String, E> words(Map<E, String> spoken) {
        return spoken.entrySet().stream()
                .flatMap(entry ->
                        Arrays.stream(entry.getValue().split(" ")).map(word -> Map.entry(word, entry.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));
    }
}
