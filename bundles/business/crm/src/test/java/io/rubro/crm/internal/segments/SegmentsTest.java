package io.rubro.crm.internal.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.model.CustomConverter;
import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.segments.Condition;
import io.rubro.crm.segments.Match;
import io.rubro.crm.segments.Operator;
import io.rubro.crm.segments.Segment;
import io.rubro.crm.segments.SegmentDraft;
import io.rubro.crm.segments.SegmentKind;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentsTest {

    private Crm crm;
    private StoredSegments segments;

    private void start(TestDatabase database) {
        crm = new Crm(database);
        segments = new StoredSegments(
                crm.platform.transactions(),
                crm.platform.sql(),
                crm.contacts,
                new io.rubro.crm.internal.service.Directory(crm.platform.sql()),
                crm.organizations,
                crm.audit,
                crm.live,
                crm.platform.schema("crm"));
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void every_field_and_operator_is_a_question_the_database_understands(TestDatabase database) {
        start(database);
        Contact ana = create("Ana", Set.of("vip"));
        for (SegmentField field : SegmentField.values()) {
            for (Operator operator : field.type().operators()) {
                Condition condition = new Condition(field.key(), operator, some(field, operator));
                assertThat(names(Match.ALL, condition))
                        .as("%s %s", field, operator)
                        .isSubsetOf(ana.name());
                Condition opposite = new Condition(
                        field.key(),
                        switch (operator) {
                            case IS -> Operator.IS_NOT;
                            case KNOWN -> Operator.UNKNOWN;
                            default -> operator;
                        },
                        some(field, operator));
                if (!opposite.equals(condition) && field.type().operators().contains(opposite.operator())) {
                    List<String> both = new ArrayList<>(names(Match.ALL, condition));
                    both.addAll(names(Match.ALL, opposite));
                    assertThat(both).as("%s %s or not", field, operator).containsExactly(ana.name());
                }
            }
        }
    }

    private static List<String> some(SegmentField field, Operator operator) {
        return switch (operator) {
            case KNOWN, UNKNOWN -> List.of();
            case LAST_DAYS, NOT_LAST_DAYS, NEXT_DAYS -> List.of("30");
            case BEFORE, SINCE -> List.of("2026-01-01");
            default ->
                field.type() == SegmentField.Type.FLAG
                        ? List.of("true")
                        : field.choices().isEmpty()
                                ? List.of("1")
                                : List.of(field.choices().get(0));
        };
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void contacts_are_asked_for_what_is_stored_of_them(TestDatabase database) {
        start(database);
        create("Ana", Set.of("vip", "norte"));
        create("Beto", Set.of("vip2"));
        crm.in(() -> crm.contacts.create(Crm.company("Acme", "B12345674", "info@acme.example")
                .edit()
                .roles(Set.of(ContactRole.CUSTOMER, ContactRole.SUPPLIER))
                .city("Córdoba")
                .build()));
        Tenant.run(Crm.SPAIN, () -> crm.platform
                .sql()
                .update(
                        "update crm.contact set custom_values = ? where organization_id = {org} and name = 'Acme'",
                        CustomConverter.entry("talla", "XL")));

        assertThat(names(Match.ALL, is("kind", "PERSON"))).containsExactly("Ana", "Beto");
        assertThat(names(Match.ALL, is("tag", "VIP"))).as("the whole word").containsExactly("Ana");
        assertThat(names(Match.ALL, is("role", "SUPPLIER"))).containsExactly("Acme");
        assertThat(names(Match.ALL, is("city", "CÓRDOBA"))).containsExactly("Acme");
        assertThat(names(Match.ALL, not("city", "Córdoba")))
                .as("who has none is not from there")
                .containsExactly("Ana", "Beto");
        assertThat(names(Match.ALL, is("custom.talla", "xl"))).containsExactly("Acme");
        assertThat(names(Match.ALL, new Condition("custom.talla", Operator.KNOWN, List.of())))
                .containsExactly("Acme");
        assertThat(names(Match.ALL, is("kind", "PERSON"), is("tag", "vip"))).containsExactly("Ana");
        assertThat(names(Match.ANY, is("tag", "vip"), is("role", "SUPPLIER"))).containsExactly("Acme", "Ana");
        assertThat(names(Match.ALL, is("city", "' or 1=1 --"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void contacts_are_asked_for_their_figures_and_what_was_done(TestDatabase database) {
        start(database);
        Contact good = create("Buena", Set.of());
        Contact late = create("Tarde", Set.of());
        create("Nueva", Set.of());
        LocalDate today = LocalDate.now(java.time.ZoneId.of("Europe/Madrid"));
        health(good, "50000.00", today.minusDays(10), 12, "LOW", true);
        health(late, "900.00", today.minusDays(200), 88, "HIGH", false);
        crm.in(() -> crm.interactions.add(
                late.id(),
                new InteractionDraft(
                        InteractionType.CALL,
                        "Llamada",
                        null,
                        Instant.now().minus(5, ChronoUnit.DAYS),
                        null,
                        null,
                        true,
                        null,
                        null)));

        assertThat(names(Match.ALL, new Condition("lifetimeValue", Operator.AT_LEAST, List.of("900"))))
                .containsExactly("Buena", "Tarde");
        assertThat(names(Match.ALL, new Condition("lifetimeValue", Operator.AT_MOST, List.of("899.99"))))
                .as("nothing invoiced is zero")
                .containsExactly("Nueva");
        assertThat(names(Match.ALL, new Condition("lastInvoice", Operator.NOT_LAST_DAYS, List.of("90"))))
                .as("never counts as long ago")
                .containsExactly("Nueva", "Tarde");
        assertThat(names(Match.ALL, new Condition("lastInvoice", Operator.LAST_DAYS, List.of("10"))))
                .as("the day itself counts")
                .containsExactly("Buena");
        assertThat(names(Match.ALL, is("defaultRisk", "HIGH"))).containsExactly("Tarde");
        assertThat(names(Match.ALL, is("top", "true"))).containsExactly("Buena");
        assertThat(names(Match.ALL, new Condition("churnScore", Operator.AT_LEAST, List.of("88"))))
                .containsExactly("Tarde");
        assertThat(names(Match.ALL, new Condition("lastInteraction", Operator.LAST_DAYS, List.of("7"))))
                .containsExactly("Tarde");
        assertThat(names(Match.ALL, new Condition("lastInteraction", Operator.NOT_LAST_DAYS, List.of("7"))))
                .containsExactly("Buena", "Nueva");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_dynamic_segment_follows_its_contacts_page_by_page(TestDatabase database) {
        start(database);
        for (int i = 0; i < 5; i++) {
            create("Vip " + i, Set.of("vip"));
        }
        create("Otra", Set.of());
        Segment vips = crm.in(() -> segments.create(dynamic("Los mejores", is("tag", "vip"))));

        assertThat(crm.in(() -> segments.count(vips.id()))).isEqualTo(5);
        List<String> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            PageRequest request = new PageRequest(2, null, cursor);
            var page = crm.in(() -> segments.members(vips.id(), request));
            page.items().forEach(contact -> all.add(contact.name()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(all).containsExactly("Vip 0", "Vip 1", "Vip 2", "Vip 3", "Vip 4");

        Contact another = create("Vip nueva", Set.of("vip"));
        assertThat(crm.in(() -> segments.contains(vips.id(), another.id()))).isTrue();
        Tenant.run(Crm.SPAIN, () -> crm.contacts.archive(another.id()));
        assertThat(crm.in(() -> segments.contains(vips.id(), another.id()))).isFalse();
        assertThatThrownBy(() -> Tenant.run(Crm.SPAIN, () -> segments.add(vips.id(), another.id())))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("crm.segment.dynamic");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_static_segment_has_who_was_put_there(TestDatabase database) {
        start(database);
        Contact ana = create("Ana", Set.of());
        create("Beto", Set.of());
        Segment chosen = crm.in(
                () -> segments.create(new SegmentDraft("Elegidos", "  ", SegmentKind.STATIC, Match.ALL, List.of())));
        Tenant.run(Crm.SPAIN, () -> {
            segments.add(chosen.id(), ana.id());
            segments.add(chosen.id(), ana.id());
        });
        assertThat(crm.in(() -> segments.members(chosen.id(), Crm.page())).items())
                .extracting(Contact::name)
                .containsExactly("Ana");
        assertThat(crm.in(() -> segments.count(chosen.id()))).isEqualTo(1);
        Tenant.run(Crm.SPAIN, () -> segments.remove(chosen.id(), ana.id()));
        assertThat(crm.in(() -> segments.count(chosen.id()))).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_asked_wrongly_is_refused_at_its_field(TestDatabase database) {
        start(database);
        for (Condition wrong : List.of(
                new Condition("password", Operator.IS, List.of("x")),
                new Condition("lifetimeValue", Operator.IS, List.of("1")),
                new Condition("lifetimeValue", Operator.AT_LEAST, List.of("mucho")),
                new Condition("lifetimeValue", Operator.AT_LEAST, List.of("1", "2")),
                new Condition("status", Operator.IS, List.of("GOLD")),
                new Condition("status", Operator.IS, List.of()),
                new Condition("lastInvoice", Operator.SINCE, List.of("ayer")),
                new Condition("lastInvoice", Operator.LAST_DAYS, List.of("99999")),
                new Condition("custom.a b", Operator.IS, List.of("x")),
                new Condition("city", Operator.IS, List.of(" ")))) {
            assertThatThrownBy(() -> crm.in(() -> segments.create(dynamic("Mal", wrong))))
                    .as("%s", wrong)
                    .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.errors())
                            .allSatisfy(error -> assertThat(error.field()).startsWith("conditions[0].")));
        }
        assertThatThrownBy(() -> crm.in(() -> segments.create(dynamic("Sin condiciones"))))
                .isInstanceOf(ProblemException.class);
        crm.in(() -> segments.create(dynamic("Único", is("tag", "a"))));
        assertThatThrownBy(() -> crm.in(() -> segments.create(dynamic("único", is("tag", "a")))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("crm.segment.name-taken");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_segment_changed_meanwhile_is_not_overwritten_and_another_organization_sees_none(TestDatabase database) {
        start(database);
        Segment made = crm.in(() -> segments.create(dynamic("Uno", is("tag", "a"))));
        Segment changed = crm.in(() -> segments.update(
                made.id(), new IfMatch(made.version()), dynamic("Dos", is("tag", "b"), is("tag", "c"))));
        assertThat(changed.conditions()).hasSize(2);
        assertThatThrownBy(() -> crm.in(
                        () -> segments.update(made.id(), new IfMatch(made.version()), dynamic("Tres", is("tag", "b")))))
                .isInstanceOf(ProblemException.class);
        assertThat(crm.in(() -> segments.get(made.id())).name()).isEqualTo("Dos");

        assertThat(Tenant.call(Crm.ARGENTINA, segments::list)).isEmpty();
        for (Runnable attempt : List.<Runnable>of(
                () -> segments.get(made.id()),
                () -> segments.count(made.id()),
                () -> segments.members(made.id(), Crm.page()),
                () -> segments.delete(made.id()))) {
            assertThatThrownBy(() -> Tenant.run(Crm.ARGENTINA, attempt)).isInstanceOf(ProblemException.class);
        }
        Tenant.run(Crm.SPAIN, () -> segments.delete(made.id()));
        assertThat(crm.in(segments::list)).isEmpty();
    }

    private static SegmentDraft dynamic(String name, Condition... conditions) {
        return new SegmentDraft(name, null, SegmentKind.DYNAMIC, Match.ALL, Arrays.asList(conditions));
    }

    private static Condition is(String field, String value) {
        return new Condition(field, Operator.IS, List.of(value));
    }

    private static Condition not(String field, String value) {
        return new Condition(field, Operator.IS_NOT, List.of(value));
    }

    private List<String> names(Match match, Condition... conditions) {
        return crm.in(() -> segments.preview(match, Arrays.asList(conditions), Crm.page())).items().stream()
                .map(Contact::name)
                .toList();
    }

    private Contact create(String name, Set<String> tags) {
        ContactDraft draft = new ContactDraft(
                ContactKind.PERSON,
                Set.of(ContactRole.CUSTOMER),
                ContactStatus.ACTIVE,
                name,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                tags);
        return crm.in(() -> crm.contacts.create(draft));
    }

    private void health(Contact contact, String value, LocalDate last, int churn, String risk, boolean top) {
        Tenant.run(Crm.SPAIN, () -> crm.platform
                .sql()
                .update(
                        """
                        insert into crm.customer_health (organization_id, id, invoices, lifetime_value, paid, balance,
                          unpaid_invoices, settled_invoices, on_time_invoices, pay_days, last_invoice, purchases, months,
                          delays, as_of, grade, overdue, overdue_days, default_risk, churn_score, growth, top_customer)
                        values ({org}, ?, 1, ?, 0, 0, 0, 0, 0, 0, ?, '', '', '', ?, 'GOOD', 0, 0, ?, ?, 'LOW', ?)""",
                        contact.id(),
                        new java.math.BigDecimal(value),
                        last,
                        last,
                        risk,
                        churn,
                        top));
    }
}
