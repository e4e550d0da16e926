package io.rubro.crm.internal.service;

import static io.rubro.crm.internal.service.Crm.company;
import static io.rubro.crm.internal.service.Crm.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.CompanySize;
import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.custom.FieldType;
import io.rubro.crm.internal.custom.FieldDraft;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.IfMatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Size, source and the values of own fields. */
class ContactDetailsTest {

    private Crm crm;

    private void start(TestDatabase database) {
        crm = new Crm(database);
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private Contact create(ContactDraft draft) {
        return crm.in(() -> crm.contacts.create(draft));
    }

    private void fields(String... keys) {
        for (String key : keys) {
            crm.in(() -> crm.fields.create(new FieldDraft(key, key, FieldType.TEXT, null, null, null)));
        }
    }

    private static ContactDraft draft(String name, Map<String, String> custom) {
        return company(name, null, null)
                .edit()
                .sector("Hostelería")
                .size(CompanySize.MEDIUM)
                .source(" Feria de Vigo ")
                .city("A Coruña")
                .custom(custom)
                .build();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void size_source_and_own_values_are_stored_and_announced_as_changed_fields(TestDatabase database) {
        start(database);
        fields("ruta", "pedido", "vacio");
        Contact made = create(draft("Acme", Map.of("ruta", " Norte=1 ", "pedido", "a\nb", "vacio", "  ")));
        assertThat(made.size()).isEqualTo(CompanySize.MEDIUM);
        assertThat(made.source()).isEqualTo("Feria de Vigo");
        assertThat(made.custom()).isEqualTo(Map.of("ruta", "Norte=1", "pedido", "a\nb"));
        assertThat(made.mergedInto()).isNull();
        assertThat(made.erasedAt()).isNull();
        assertThat(crm.in(() -> crm.contacts.get(made.id()))).isEqualTo(made);

        ContactDraft changed = made.toDraft()
                .edit()
                .size(CompanySize.LARGE)
                .source("web")
                .custom(Map.of("ruta", "Sur"))
                .build();
        Contact after = crm.in(() -> crm.contacts.update(made.id(), new IfMatch(made.version()), changed));
        assertThat(after.toDraft()).isEqualTo(changed);
        assertThat(crm.trail.get(crm.trail.size() - 1).details())
                .isEqualTo(Map.of("fields", List.of("size", "source", "custom")));
        assertThat(crm.in(() -> crm.contacts.update(made.id(), new IfMatch(after.version()), after.toDraft())))
                .as("saying the same again changes nothing")
                .isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void lists_are_filtered_by_sector_size_source_city_and_own_values(TestDatabase database) {
        start(database);
        fields("ruta", "nivel");
        create(draft("Una", Map.of("ruta", "Norte", "nivel", "1")));
        create(draft("Otra", Map.of("ruta", "Norte 100%", "nivel", "12")));
        create(company("Sin nada", null, null));
        assertThat(names("sector", "hostelería")).containsExactly("Otra", "Una");
        assertThat(names("source", " FERIA de vigo")).containsExactly("Otra", "Una");
        assertThat(names("source", "feria")).isEmpty();
        assertThat(names("city", "a coruña")).containsExactly("Otra", "Una");
        assertThat(names("size", "MEDIUM")).containsExactly("Otra", "Una");
        assertThat(names("size", "LARGE")).isEmpty();
        assertThat(names("ruta", "norte")).containsExactly("Una");
        assertThat(names("ruta", "NORTE 100%")).containsExactly("Otra");
        assertThat(names("nivel", "1")).containsExactly("Una");
        assertThat(names("ruta", "%")).isEmpty();
    }

    private List<String> names(String field, String value) {
        ContactFilter filter = new ContactFilter(
                null,
                null,
                null,
                null,
                null,
                only(field, "sector", value),
                field.equals("size") ? CompanySize.valueOf(value) : null,
                only(field, "source", value),
                only(field, "city", value),
                List.of("sector", "size", "source", "city").contains(field) ? Map.of() : Map.of(field, value),
                false);
        return crm.in(() -> crm.contacts.list(filter, page())).items().stream()
                .map(Contact::name)
                .toList();
    }

    private static @Nullable String only(String field, String wanted, String value) {
        return field.equals(wanted) ? value : null;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_breaks_a_rule_is_named_by_its_field(TestDatabase database) {
        start(database);
        Map<String, String> wrong = Map.of("largo", "x".repeat(501), "Mayúscula", "x", "separador", "a\u001fb");
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> create(draft("Acme", wrong).edit().source("s".repeat(101)).build()));
        assertThat(refused.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("source", "custom.largo", "custom.Mayúscula", "custom.separador");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void forty_of_the_longest_values_fit(TestDatabase database) {
        start(database);
        Map<String, String> most = new TreeMap<>();
        for (int i = 10; i < 10 + ContactDraft.MAX_CUSTOM; i++) {
            most.put("k".repeat(38) + i, "ñ".repeat(ContactDraft.MAX_CUSTOM_VALUE));
        }
        fields(most.keySet().toArray(String[]::new));
        Contact made = create(draft("Acme", most));
        assertThat(crm.in(() -> crm.contacts.get(made.id())).custom()).isEqualTo(most);
    }
}
