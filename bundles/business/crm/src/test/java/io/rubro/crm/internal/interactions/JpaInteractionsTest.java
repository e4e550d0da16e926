package io.rubro.crm.internal.interactions;

import static io.rubro.crm.internal.service.Crm.ARGENTINA;
import static io.rubro.crm.internal.service.Crm.company;
import static io.rubro.crm.internal.service.Crm.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.Activity;
import io.rubro.crm.Contact;
import io.rubro.crm.ContactSummary;
import io.rubro.crm.ContactSummary.Account;
import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionFilter;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JpaInteractionsTest {

    private static final Instant NOON = Instant.parse("2026-03-29T01:30:00.123456Z");

    private Crm crm;
    private Contact acme;

    private void start(TestDatabase database) {
        crm = new Crm(database);
        acme = crm.in(() -> crm.contacts.create(company("Acme Corp", null, "info@acme.com")));
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private Interaction add(InteractionDraft draft) {
        return crm.in(() -> crm.interactions.add(acme.id(), draft));
    }

    private static InteractionDraft call(String title, Instant at, boolean done) {
        return new InteractionDraft(InteractionType.CALL, title, null, at, null, null, done, null, null);
    }

    private static InteractionDraft money(InteractionType type, String amount, String currency) {
        return new InteractionDraft(type, "x", null, NOON, null, null, true, new BigDecimal(amount), currency);
    }

    private static ProblemException problem(Callable<?> work) {
        return catchThrowableOfType(ProblemException.class, work::call);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_interaction_is_stored_as_given(TestDatabase database) {
        start(database);
        Interaction made = add(new InteractionDraft(
                InteractionType.MEETING, " Reunión inicial ", "Presupuesto", NOON, 90, "Ana, Luis", true, null, null));
        assertThat(made.title()).isEqualTo("Reunión inicial");
        assertThat(made.minutes()).isEqualTo(90);
        assertThat(made.at()).isEqualTo(NOON);
        assertThat(made.source()).isNull();
        assertThat(crm.in(() -> crm.interactions.get(made.id()))).isEqualTo(made);
        assertThat(crm.trail.get(1).action()).isEqualTo("crm.interaction.create");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_time_line_shows_the_newest_first_page_by_page(TestDatabase database) {
        start(database);
        for (int i = 0; i < 5; i++) {
            add(call("día " + i, NOON.plusSeconds(86_400L * (i / 2)), true));
        }
        assertThat(titles("-at")).containsExactly("día 4", "día 3", "día 2", "día 1", "día 0");
        assertThat(titles("at")).containsExactly("día 0", "día 1", "día 2", "día 3", "día 4");
        assertThat(problem(() -> crm.in(() -> crm.interactions.timeline(acme.id(), new PageRequest(2, "title", null))))
                        .status())
                .isEqualTo(422);
        assertThat(problem(() -> crm.in(() -> crm.interactions.timeline(
                                acme.id(), new PageRequest(2, null, PageRequest.cursor("x", "y")))))
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_to_be_done_is_listed_over_all_contacts_the_most_pressing_first(TestDatabase database) {
        start(database);
        Contact beta = crm.in(() -> crm.contacts.create(company("Beta", null, null)));
        add(call("hecha", NOON, true));
        add(call("mañana", NOON.plusSeconds(86_400), false));
        crm.in(() -> crm.interactions.add(beta.id(), call("hoy", NOON, false)));
        Contact foreign = Tenant.call(ARGENTINA, () -> crm.contacts.create(company("Ajena", null, null)));
        Tenant.call(ARGENTINA, () -> crm.interactions.add(foreign.id(), call("de otros", NOON, false)));

        assertThat(listed(new InteractionFilter(null, false), "at"))
                .containsExactly("hoy · Beta", "mañana · Acme Corp");
        assertThat(listed(new InteractionFilter(null, true), null)).containsExactly("hecha · Acme Corp");
        assertThat(listed(new InteractionFilter(acme.id(), false), null)).containsExactly("mañana · Acme Corp");
        assertThat(listed(new InteractionFilter(foreign.id(), null), null)).isEmpty();
        assertThat(listed(new InteractionFilter(null, null), "at"))
                .containsExactlyInAnyOrder("hecha · Acme Corp", "hoy · Beta", "mañana · Acme Corp");
    }

    /** In pages of one, so that every cursor is followed. */
    private List<String> listed(InteractionFilter filter, String sort) {
        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            PageRequest request = new PageRequest(1, sort, cursor);
            Page<Activity> page = crm.in(() -> crm.interactions.list(filter, request));
            page.items().forEach(a -> found.add(a.interaction().title() + " · " + a.contactName()));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    private List<String> titles(String sort) {
        List<String> titles = new ArrayList<>();
        String cursor = null;
        do {
            PageRequest request = new PageRequest(2, sort, cursor);
            Page<Interaction> page = crm.in(() -> crm.interactions.timeline(acme.id(), request));
            page.items().forEach(interaction -> titles.add(interaction.title()));
            cursor = page.next();
        } while (cursor != null);
        return titles;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_interaction_is_changed_and_deleted(TestDatabase database) {
        start(database);
        Interaction made = add(call("Llamar", NOON, false));
        Interaction done = crm.in(() ->
                crm.interactions.update(made.id(), new IfMatch(made.version()), call("Llamada hecha", NOON, true)));
        assertThat(done.title()).isEqualTo("Llamada hecha");
        assertThat(problem(() -> crm.in(() -> crm.interactions.update(
                                made.id(), new IfMatch(made.version()), call("Otra", NOON, true))))
                        .status())
                .isEqualTo(412);
        Tenant.run(Crm.SPAIN, () -> crm.interactions.delete(made.id()));
        assertThat(problem(() -> crm.in(() -> crm.interactions.get(made.id()))).status())
                .isEqualTo(404);
        assertThat(crm.trail)
                .extracting(Crm.Entry::action)
                .endsWith("crm.interaction.create", "crm.interaction.update", "crm.interaction.delete");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_summary_adds_up_per_currency(TestDatabase database) {
        start(database);
        assertThat(summary().accounts()).containsExactly(account("EUR", "0.00", "0.00", "0.00"));
        add(money(InteractionType.SALE, "100.10", null));
        add(money(InteractionType.SALE, "0.20", "eur"));
        add(money(InteractionType.PAYMENT, "50", "EUR"));
        add(money(InteractionType.PAYMENT, "7", "ARS"));
        add(call("pendiente", NOON.plusSeconds(10), false));
        Interaction last = add(call("última", NOON.plusSeconds(5), true));
        ContactSummary summary = summary();
        assertThat(summary.accounts())
                .containsExactly(account("EUR", "100.30", "50.00", "50.30"), account("ARS", "0.00", "7.00", "-7.00"));
        assertThat(summary.openInteractions()).isEqualTo(1);
        assertThat(summary.lastInteraction()).isEqualTo(last);
    }

    private ContactSummary summary() {
        return crm.in(() -> crm.contacts.summary(acme.id()));
    }

    private static Account account(String currency, String invoiced, String paid, String balance) {
        return new Account(currency, new BigDecimal(invoiced), new BigDecimal(paid), new BigDecimal(balance));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void wrong_fields_are_refused(TestDatabase database) {
        start(database);
        assertThat(fields(new InteractionDraft(
                        InteractionType.CALL,
                        "",
                        null,
                        Instant.parse("0001-01-01T00:00:00Z"),
                        0,
                        null,
                        true,
                        BigDecimal.ONE,
                        "XXY")))
                .containsExactlyInAnyOrder("title", "at", "minutes", "amount", "currency");
        assertThat(fields(money(InteractionType.SALE, "-1", "EUR"))).containsExactly("amount");
        assertThat(fields(money(InteractionType.SALE, "1.001", "EUR"))).containsExactly("amount");
        assertThat(fields(money(InteractionType.SALE, "1e13", "EUR"))).containsExactly("amount");
        assertThat(fields(money(InteractionType.SALE, "1e999999999", "EUR"))).containsExactly("amount");
        assertThat(fields(new InteractionDraft(InteractionType.NOTE, "x", null, NOON, null, null, true, null, "EUR")))
                .containsExactly("currency");
        assertThat(add(money(InteractionType.SALE, "9999999999999.99", "EUR")).amount())
                .isEqualTo(new BigDecimal("9999999999999.99"));
    }

    private List<String> fields(InteractionDraft draft) {
        return problem(() -> add(draft)).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void another_organisation_sees_and_changes_nothing(TestDatabase database) {
        start(database);
        Interaction made = add(call("Llamar", NOON, false));
        Id id = made.id();
        Tenant.run(ARGENTINA, () -> {
            assertThat(problem(() -> crm.interactions.get(id)).status()).isEqualTo(404);
            assertThat(problem(() -> crm.interactions.update(id, new IfMatch(-1), call("Mía", NOON, true)))
                            .status())
                    .isEqualTo(404);
            assertThat(problem(() -> {
                                crm.interactions.delete(id);
                                return null;
                            })
                            .status())
                    .isEqualTo(404);
            assertThat(problem(() -> crm.interactions.timeline(acme.id(), page()))
                            .status())
                    .isEqualTo(404);
            assertThat(problem(() -> crm.interactions.add(acme.id(), call("Mía", NOON, true)))
                            .status())
                    .isEqualTo(404);
        });
        assertThat(crm.in(() -> crm.interactions.get(id))).isEqualTo(made);
    }
}
