package io.rubro.crm.internal.recommendations;

import static io.rubro.crm.internal.recommendations.Advising.TODAY;
import static io.rubro.crm.internal.service.Crm.ARGENTINA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.rubro.billing.Customer;
import io.rubro.crm.Contact;
import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.recommendations.Advice;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.crm.recommendations.Priority;
import io.rubro.crm.recommendations.Recommendation;
import io.rubro.crm.recommendations.RecommendationRule;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdvisorTest {

    private Advising advising;

    private void start(TestDatabase database) {
        advising = new Advising(database);
    }

    @AfterEach
    void stop() {
        advising.close();
    }

    private Page<Recommendation> list(@Nullable Priority priority, int limit, @Nullable String cursor) {
        return advising.in(() -> advising.advisor.list(priority, new PageRequest(limit, null, cursor)));
    }

    private static Recommendation only(List<Recommendation> of, String rule) {
        return of.stream()
                .filter(each -> each.rule().equals(rule))
                .reduce((a, b) -> {
                    throw new AssertionError("two of " + rule);
                })
                .orElseThrow();
    }

    private void dismiss(Contact contact, String rule, @Nullable Id subject) {
        advising.in(() -> {
            advising.advisor.dismiss(contact.id(), rule, subject);
            return null;
        });
    }

    private void snooze(Contact contact, Recommendation recommendation, int days) {
        advising.in(() -> {
            advising.advisor.snooze(contact.id(), recommendation.rule(), recommendation.subject(), days);
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void document_4_what_the_system_recommends_about_an_excellent_customer(TestDatabase database) {
        start(database);
        Contact xyz = advising.excellent();
        advising.done(xyz, InteractionType.MEETING, TODAY.minusDays(8));
        advising.done(xyz, InteractionType.EMAIL, TODAY.minusDays(3));
        advising.opportunity(xyz, "Proyecto Transformación Digital", "45000", 65);
        advising.opportunity(xyz, "Ampliación de servicios", "8500", 40);
        assertThat(advising.of(xyz))
                .extracting(Recommendation::title)
                .contains(
                        "Cliente excelente: considerar un descuento por volumen",
                        "«Proyecto Transformación Digital» tiene alta probabilidad: hacer seguimiento",
                        "Programar reunión trimestral el 15/01/2026",
                        "OPORTUNIDAD: paga rápido, subir el límite de crédito",
                        "Buen momento para proponer servicios premium")
                .noneMatch(title -> title.contains("{") || title.contains("ALERTA"));
        assertThat(advising.of(xyz))
                .extracting(Recommendation::reason)
                .allSatisfy(reason -> assertThat(reason).isNotBlank().doesNotContain("{"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_alert_tells_days_and_money(TestDatabase database) {
        start(database);
        Contact acme = advising.late("Acme Corp", "info@acme.com", "1210");
        Recommendation alert = only(advising.of(acme), "crm.overdue");
        assertThat(alert.title()).isEqualTo("ALERTA: en riesgo de impago (45 días sin pagar)");
        assertThat(alert.reason().replace('\u00a0', ' '))
                .isEqualTo("Debe 1.210 € que vencieron el 11/11/2025; en total quedan 1.210 € por cobrar"
                        + " (facturas sin pagar: 1).");
        assertThat(alert.priority()).isEqualTo(Priority.ALERT);
        assertThat(alert.plannedFor()).isEqualTo(TODAY);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void acting_plans_it_with_its_title_and_puts_it_away_until_a_month_after(TestDatabase database) {
        start(database);
        Contact acme = advising.late("Acme Corp", "info@acme.com", "1210");
        Recommendation alert = only(advising.of(acme), "crm.overdue");
        Interaction call = advising.in(() -> advising.advisor.act(acme.id(), "crm.overdue", alert.subject()));
        assertThat(call.type()).isEqualTo(InteractionType.CALL);
        assertThat(call.title()).isEqualTo(alert.title());
        assertThat(call.description()).isEqualTo(alert.reason());
        assertThat(call.done()).isFalse();
        assertThat(advising.in(() -> advising.crm.interactions.timeline(acme.id(), Crm.page()))
                        .items())
                .contains(call);
        assertThat(advising.rulesAbout(acme)).doesNotContain("crm.overdue");
        assertThat(advising.crm.trail)
                .extracting(Crm.Entry::action, Crm.Entry::record)
                .contains(tuple("crm.recommendation.act", acme.id()));
        ProblemException again = catchThrowableOfType(
                ProblemException.class,
                () -> advising.in(() -> advising.advisor.act(acme.id(), "crm.overdue", alert.subject())));
        assertThat(again.status()).isEqualTo(404);

        advising.crm.health.on(TODAY.plusDays(29));
        assertThat(advising.rulesAbout(acme)).doesNotContain("crm.overdue");
        advising.crm.health.on(TODAY.plusDays(30));
        assertThat(only(advising.of(acme), "crm.overdue").title())
                .isEqualTo("ALERTA: en riesgo de impago (75 días sin pagar)");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_put_off_comes_back_on_its_day(TestDatabase database) {
        start(database);
        Contact acme = advising.late("Acme Corp", "info@acme.com", "1210");
        snooze(acme, only(advising.of(acme), "crm.overdue"), 7);
        advising.crm.health.on(TODAY.plusDays(6));
        assertThat(advising.rulesAbout(acme)).doesNotContain("crm.overdue");
        advising.crm.health.on(TODAY.plusDays(7));
        assertThat(advising.rulesAbout(acme)).contains("crm.overdue");
        for (int days : new int[] {0, 366}) {
            ProblemException wrong = catchThrowableOfType(
                    ProblemException.class, () -> snooze(acme, only(advising.of(acme), "crm.overdue"), days));
            assertThat(wrong.status()).isEqualTo(422);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_dismissed_stays_away_but_for_another_subject(TestDatabase database) {
        start(database);
        Contact acme = advising.late("Acme Corp", "info@acme.com", "1210");
        Id first = advising.opportunity(acme, "Uno", "9000", 70);
        Id second = advising.opportunity(acme, "Dos", "8000", 70);
        assertThat(advising.of(acme)).extracting(Recommendation::subject).contains(first, second);
        dismiss(acme, "crm.close-soon", first);
        assertThat(advising.of(acme))
                .filteredOn(each -> each.rule().equals("crm.close-soon"))
                .extracting(Recommendation::subject)
                .containsExactly(second);
        dismiss(acme, "crm.overdue", only(advising.of(acme), "crm.overdue").subject());
        advising.crm.health.on(TODAY.plusDays(300));
        assertThat(advising.rulesAbout(acme)).doesNotContain("crm.overdue");
        advising.issue(
                new Customer(null, "Acme Corp", null, "info@acme.com", null, null), TODAY.minusDays(100), 10, "50");
        assertThat(advising.rulesAbout(acme))
                .as("an older delay is another one")
                .contains("crm.overdue");
        assertThat(advising.crm.trail)
                .filteredOn(entry -> entry.action().equals("crm.recommendation.dismiss"))
                .extracting(entry -> String.valueOf(entry.details().get("rule")))
                .containsExactly("crm.close-soon", "crm.overdue");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_list_over_all_customers_has_the_most_money_first_and_goes_on_page_by_page(TestDatabase database) {
        start(database);
        for (int i = 1; i <= 7; i++) {
            advising.late("Cliente " + i, "c" + i + "@example.com", String.valueOf(100 * i));
        }
        assertThat(list(null, 50, null).items()).isEmpty();
        advising.refresh();
        List<String> names = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Recommendation> page = list(Priority.ALERT, 3, cursor);
            page.items().forEach(each -> names.add(each.contactName()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(names)
                .containsExactly(
                        "Cliente 7", "Cliente 6", "Cliente 5", "Cliente 4", "Cliente 3", "Cliente 2", "Cliente 1");
        assertThat(list(Priority.ADVICE, 50, null).items()).isEmpty();
        ProblemException wrong =
                catchThrowableOfType(ProblemException.class, () -> list(null, 3, PageRequest.cursor("x", "y", "z")));
        assertThat(wrong.status()).isEqualTo(422);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_list_follows_what_happens(TestDatabase database) {
        start(database);
        Contact acme = advising.late("Acme Corp", "info@acme.com", "1210");
        advising.refresh();
        assertThat(list(null, 50, null).items())
                .extracting(Recommendation::rule)
                .contains("crm.overdue");
        assertThat(advising.crm.live.updates())
                .extracting(RecordedLive.Update::data)
                .contains(Map.of("type", "crm.recommendation", "id", acme.id()));
        // decided: gone from the list at once, before anybody asks the rules again
        Recommendation alert = only(advising.of(acme), "crm.overdue");
        snooze(acme, alert, 7);
        assertThat(list(null, 50, null).items())
                .extracting(Recommendation::rule)
                .doesNotContain("crm.overdue");
        // paid: the rule no longer says it
        advising.crm.health.on(TODAY.plusDays(8));
        assertThat(list(null, 50, null).items())
                .extracting(Recommendation::rule)
                .contains("crm.overdue");
        advising.pay(
                advising.issue(new Customer(null, "Otra SL", null, "otra@example.com", null, null), TODAY, 30, "10"),
                TODAY);
        advising.in(() -> {
            advising.crm.contacts.archive(acme.id());
            return null;
        });
        assertThat(list(null, 50, null).items())
                .extracting(Recommendation::contactName)
                .doesNotContain("Acme Corp");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void time_alone_makes_an_invoice_late_and_the_daily_round_sees_it(TestDatabase database) {
        start(database);
        advising.issue(new Customer(null, "Acme Corp", null, "info@acme.com", null, null), TODAY, 30, "500");
        advising.refresh();
        assertThat(list(null, 50, null).items()).isEmpty();
        advising.crm.health.on(TODAY.plusDays(38));
        advising.in(() -> {
            advising.refreshing.everybodyOfOne();
            return null;
        });
        assertThat(list(null, 50, null).items())
                .extracting(Recommendation::rule)
                .containsExactly("crm.overdue");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void who_may_not_see_opportunities_is_told_nothing_of_them(TestDatabase database) {
        start(database);
        Contact acme = advising.late("Acme Corp", "info@acme.com", "1210");
        Id opportunity = advising.opportunity(acme, "Secreto", "9000", 70);
        advising.in(() -> advising.crm.platform.transactions().required(() -> {
            advising.due.add(acme.id());
            return null;
        }));
        advising.refresh();
        assertThat(list(null, 50, null).items())
                .extracting(Recommendation::subject)
                .contains(opportunity);
        Set<String> few = Set.of("crm.recommendation.read", "crm.recommendation.write");
        assertThat(advising.as(few, () -> advising.advisor.of(acme.id())))
                .extracting(Recommendation::rule)
                .containsExactly("crm.overdue");
        assertThat(advising.as(few, () -> advising.advisor.list(null, new PageRequest()))
                        .items())
                .extracting(Recommendation::rule)
                .containsExactly("crm.overdue");
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> advising.as(few, () -> {
                    advising.advisor.dismiss(acme.id(), "crm.close-soon", opportunity);
                    return null;
                }));
        assertThat(refused.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_plugin_s_rule_is_asked_and_its_page_is_opened_not_planned(TestDatabase database) {
        start(database);
        Contact acme = advising.late("Acme Corp", "info@acme.com", "1210");
        advising.rules.bindRule(new RecommendationRule() {
            @Override
            public String id() {
                return "carniceria.test";
            }

            @Override
            public Optional<Advice> advise(CustomerFile file) {
                return Optional.of(new Advice(
                        Priority.ADVICE,
                        "crm.advice.volume-discount",
                        Map.of("invoices", 1, "value", new Advice.Amount(new BigDecimal("10.00"), "EUR")),
                        null,
                        new Advice.Action.Open("/carniceria/products")));
            }
        });
        assertThat(only(advising.of(acme), "carniceria.test").action())
                .isEqualTo(new Advice.Action.Open("/carniceria/products"));
        advising.refresh();
        assertThat(only(list(null, 50, null).items(), "carniceria.test").action())
                .isEqualTo(new Advice.Action.Open("/carniceria/products"));
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> advising.in(() -> advising.advisor.act(acme.id(), "carniceria.test", null)));
        assertThat(refused.status()).isEqualTo(409);
        dismiss(acme, "carniceria.test", null);
        assertThat(advising.rulesAbout(acme)).doesNotContain("carniceria.test");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void another_organisation_sees_and_decides_nothing(TestDatabase database) {
        start(database);
        Contact acme = advising.late("Acme Corp", "info@acme.com", "1210");
        advising.refresh();
        assertThat(Tenant.call(ARGENTINA, () -> advising.advisor.list(null, new PageRequest()))
                        .items())
                .isEmpty();
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> Tenant.call(ARGENTINA, () -> advising.advisor.of(acme.id())));
        assertThat(refused.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void decisions_are_exported_and_what_quotes_a_person_is_erased(TestDatabase database) {
        start(database);
        Contact acme = advising.late("Acme Corp", "info@acme.com", "1210");
        advising.refresh();
        dismiss(acme, "crm.overdue", only(advising.of(acme), "crm.overdue").subject());
        List<Map<String, Object>> export =
                advising.in(() -> advising.crm.platform.transactions().required(() -> advising.part.export(acme.id())));
        assertThat(export).hasSize(1);
        assertThat(export.get(0))
                .containsEntry("rule", "crm.overdue")
                .containsEntry("decision", "DISMISSED")
                .containsEntry("by", "ana@example.com");
        advising.in(() -> advising.crm.platform.transactions().required(() -> {
            advising.part.erase(acme.id());
            return null;
        }));
        assertThat(advising.in(() -> advising.crm
                        .platform
                        .sql()
                        .query(
                                "select r.id from crm.recommendation r where r.organization_id = {org}"
                                        + " and r.contact_id = ?",
                                row -> row.getLong(1),
                                acme.id())))
                .isEmpty();
    }
}
