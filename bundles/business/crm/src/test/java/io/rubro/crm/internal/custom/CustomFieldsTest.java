package io.rubro.crm.internal.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.ContactKind;
import io.rubro.crm.custom.CustomField;
import io.rubro.crm.custom.FieldType;
import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.internal.service.Fields;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CustomFieldsTest {

    private static final IfMatch ANY = new IfMatch(-1);

    private Crm crm;

    private void start(TestDatabase database) {
        crm = new Crm(database);
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private static FieldDraft draft(String label, FieldType type, @Nullable ContactKind kind, String... options) {
        return new FieldDraft(null, label, type, List.of(options), false, kind);
    }

    private CustomField field(String label, FieldType type, String... options) {
        return crm.in(() -> crm.fields.create(draft(label, type, null, options)));
    }

    private Contact create(Map<String, String> custom) {
        return crm.in(() -> crm.contacts.create(with(custom)));
    }

    private static ContactDraft with(Map<String, String> custom) {
        return Crm.company("Acme", null, null).edit().custom(custom).build();
    }

    private Contact update(Contact contact, Map<String, String> custom) {
        return crm.in(() -> crm.contacts.update(contact.id(), ANY, with(custom)));
    }

    private static ProblemException problem(Callable<?> work) {
        return catchThrowableOfType(ProblemException.class, work::call);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void values_are_stored_in_the_normal_form_of_their_type(TestDatabase database) {
        start(database);
        assertThat(field("Ruta de reparto", FieldType.TEXT).key()).isEqualTo("ruta_de_reparto");
        assertThat(field("Ruta de reparto", FieldType.TEXT).key()).isEqualTo("ruta_de_reparto_2");
        assertThat(field("1.ª visita", FieldType.DATE).key()).isEqualTo("campo_1_visita");
        field("Crédito", FieldType.NUMBER);
        field("Mayorista", FieldType.YES_NO);
        field("Nivel", FieldType.CHOICE, "Oro", "Plata");
        Contact made = create(Map.of(
                "ruta_de_reparto", " Norte ",
                "campo_1_visita", "2026-02-28",
                "credito", "001500.500",
                "mayorista", "Sí",
                "nivel", "ORO"));
        assertThat(made.custom())
                .isEqualTo(Map.of(
                        "ruta_de_reparto", "Norte",
                        "campo_1_visita", "2026-02-28",
                        "credito", "1500.5",
                        "mayorista", "true",
                        "nivel", "Oro"));
        assertThat(crm.in(crm.fields::list)).extracting(CustomField::position).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void every_value_that_does_not_fit_is_named(TestDatabase database) {
        start(database);
        field("Visita", FieldType.DATE);
        field("Crédito", FieldType.NUMBER);
        field("Mayorista", FieldType.YES_NO);
        field("Nivel", FieldType.CHOICE, "Oro");
        crm.in(() -> crm.fields.create(draft("Cumpleaños", FieldType.DATE, ContactKind.PERSON)));
        ProblemException refused = problem(() -> create(Map.of(
                "visita", "2026-02-30",
                "credito", "1e5",
                "mayorista", "quizá",
                "nivel", "Bronce",
                "cumpleanos", "2000-01-01",
                "nada", "x")));
        assertThat(refused.errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("custom.visita", "crm.custom.date"),
                        org.assertj.core.groups.Tuple.tuple("custom.credito", "crm.custom.number"),
                        org.assertj.core.groups.Tuple.tuple("custom.mayorista", "crm.custom.yes-no"),
                        org.assertj.core.groups.Tuple.tuple("custom.nivel", "crm.custom.choice"),
                        org.assertj.core.groups.Tuple.tuple("custom.cumpleanos", "crm.custom.unknown"),
                        org.assertj.core.groups.Tuple.tuple("custom.nada", "crm.custom.unknown"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_field_put_away_keeps_its_values_until_it_is_purged(TestDatabase database) {
        start(database);
        CustomField route = field("Ruta", FieldType.TEXT);
        CustomField twin = field("Rutas", FieldType.TEXT);
        Contact acme = create(Map.of("ruta", "Norte", "rutas", "A"));
        create(Map.of("ruta", "Sur"));
        create(Map.of("rutas", "B"));
        assertThat(problem(() -> crm.in(() -> crm.fields.purge(route.id()))).code())
                .isEqualTo("crm.custom.in-use");
        crm.in(() -> {
            crm.fields.delete(route.id(), new IfMatch(route.version()));
            return null;
        });
        assertThat(crm.in(crm.fields::list)).containsExactly(crm.in(() -> crm.fields.get(twin.id())));
        assertThat(crm.in(crm.fields::deleted)).extracting(CustomField::key).containsExactly("ruta");
        assertThat(crm.in(() -> crm.fields.usage(route.id()))).isEqualTo(2);
        assertThat(update(acme, Map.of("rutas", "C")).custom())
                .as("whoever saves does not lose what the form does not show")
                .isEqualTo(Map.of("ruta", "Norte", "rutas", "C"));
        crm.in(() -> crm.fields.restore(route.id()));
        assertThat(update(acme, Map.of("rutas", "D")).custom()).isEqualTo(Map.of("rutas", "D"));
        update(acme, Map.of("ruta", "Norte", "rutas", "D"));

        crm.in(() -> {
            crm.fields.delete(route.id(), ANY);
            return null;
        });
        Contact before = crm.in(() -> crm.contacts.get(acme.id()));
        assertThat(crm.in(() -> crm.fields.purge(route.id()))).isEqualTo(2);
        Contact after = crm.in(() -> crm.contacts.get(acme.id()));
        assertThat(after.custom()).isEqualTo(Map.of("rutas", "D"));
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(problem(() -> crm.in(() -> crm.fields.get(route.id()))).status())
                .isEqualTo(404);
        assertThat(crm.in(() -> crm.contacts.list(ContactFilter.ALL, Crm.page()))
                        .items())
                .flatExtracting(contact -> contact.custom().keySet())
                .containsOnly("rutas");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_value_that_fitted_stays_when_its_field_changes(TestDatabase database) {
        start(database);
        CustomField level = field("Nivel", FieldType.CHOICE, "Oro", "Plata");
        Contact acme = create(Map.of("nivel", "Plata"));
        FieldDraft narrower = new FieldDraft(null, "Nivel", FieldType.CHOICE, List.of("Oro"), true, null);
        CustomField changed = crm.in(() -> crm.fields.update(level.id(), new IfMatch(level.version()), narrower));
        assertThat(changed.options()).containsExactly("Oro");
        assertThat(changed.required()).isTrue();
        assertThat(update(acme, Map.of("nivel", "Plata")).custom()).isEqualTo(Map.of("nivel", "Plata"));
        assertThat(problem(() -> create(Map.of("nivel", "Plata"))).status()).isEqualTo(422);
        assertThat(create(Map.of()).custom())
                .as("what comes from other modules may lack it")
                .isEmpty();
        Fields byHand = new Fields();
        FieldRules.required(byHand, List.of(changed), ContactKind.COMPANY, Map.of("nivel", " "));
        assertThat(byHand.isFine("custom.nivel")).isFalse();
        assertThat(problem(() -> crm.in(() -> crm.fields.update(level.id(), ANY, draft("Nivel", FieldType.TEXT, null))))
                        .errors())
                .extracting(FieldError::code)
                .containsExactly("crm.custom.type-stays");
        assertThat(problem(() -> crm.in(() -> crm.fields.update(level.id(), new IfMatch(level.version()), narrower)))
                        .status())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void fields_are_put_into_an_order(TestDatabase database) {
        start(database);
        CustomField a = field("A", FieldType.TEXT);
        CustomField b = field("B", FieldType.TEXT);
        CustomField c = field("C", FieldType.TEXT);
        assertThat(crm.in(() -> crm.fields.arrange(List.of(c.id(), a.id(), Id.next()))))
                .extracting(CustomField::label)
                .containsExactly("C", "A", "B");
        assertThat(crm.in(() -> crm.fields.arrange(List.of(b.id()))))
                .extracting(CustomField::label)
                .containsExactly("B", "C", "A");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void wrong_definitions_are_refused_and_there_are_not_too_many(TestDatabase database) {
        start(database);
        assertThat(problem(() -> field("Nivel", FieldType.CHOICE)).errors())
                .extracting(FieldError::code)
                .containsExactly("crm.custom.no-options");
        assertThat(problem(() -> field("Nivel", FieldType.CHOICE, "Oro", "oro")).errors())
                .extracting(FieldError::code)
                .containsExactly("crm.custom.option");
        FieldDraft wrongKey = new FieldDraft("Ñ", "Nivel", FieldType.TEXT, null, null, null);
        assertThat(problem(() -> crm.in(() -> crm.fields.create(wrongKey))).errors())
                .extracting(FieldError::field)
                .containsExactly("key");
        for (int i = 0; i < 40; i++) {
            field("Campo " + i, FieldType.TEXT);
        }
        assertThat(problem(() -> field("Uno más", FieldType.TEXT)).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void another_organisation_has_its_own_fields(TestDatabase database) {
        start(database);
        CustomField route = field("Ruta", FieldType.TEXT);
        Tenant.run(Crm.ARGENTINA, () -> {
            assertThat(crm.fields.list()).isEmpty();
            assertThat(problem(() -> crm.fields.get(route.id())).status()).isEqualTo(404);
            assertThat(problem(() -> crm.fields.purge(route.id())).status()).isEqualTo(404);
            assertThat(problem(() -> crm.fields.restore(route.id())).status()).isEqualTo(404);
            assertThat(crm.fields.create(draft("Ruta", FieldType.NUMBER, null)).key())
                    .isEqualTo("ruta");
        });
    }
}
