package io.rubro.crm.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.TimelineEntryReported;
import io.rubro.crm.TimelineEntryWithdrawn;
import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.crm.pipeline.OpportunityFilter;
import io.rubro.crm.pipeline.OpportunityMove;
import io.rubro.crm.pipeline.OpportunityMoved;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlOpportunitiesTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Sales sales;

    @AfterEach
    void stop() {
        sales.close();
    }

    private static ProblemException problem(Callable<?> work) {
        return catchThrowableOfType(ProblemException.class, work::call);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_opportunity_begins_in_the_first_stage_of_the_standard_pipeline(TestDatabase database) {
        sales = new Sales(database);
        LocalDate close = LocalDate.of(2026, 12, 20);
        Opportunity made = sales.create(new OpportunityDraft(
                sales.acme.id(),
                null,
                " Contrato anual de mantenimiento ",
                " ",
                new BigDecimal("50000"),
                null,
                75,
                close,
                null,
                "feria"));
        assertThat(made.title()).isEqualTo("Contrato anual de mantenimiento");
        assertThat(made.description()).isNull();
        assertThat(made.value()).isEqualTo(new BigDecimal("50000.00"));
        assertThat(made.currency()).isEqualTo("EUR");
        assertThat(made.probability()).isEqualTo(75);
        assertThat(made.expectedClose()).isEqualTo(close);
        assertThat(made.contactName()).isEqualTo("Acme Corp");
        assertThat(made.stageId()).isEqualTo(sales.stage("initial").id());
        assertThat(made.kind()).isEqualTo(StageKind.OPEN);
        assertThat(made.closedOn()).isNull();
        assertThat(sales.get(made)).isEqualTo(made);
        assertThat(sales.create("otra").probability()).isEqualTo(10);
        assertThat(sales.create(sales.draft("tercera", "1", sales.stage("demo").id(), null))
                        .probability())
                .isEqualTo(40);
        assertThat(sales.moves().get(0))
                .isEqualTo(new OpportunityMoved(
                        made.id(),
                        sales.acme.id(),
                        made.title(),
                        null,
                        made.stageId(),
                        StageKind.OPEN,
                        made.value(),
                        "EUR",
                        75));
        assertThat(sales.crm.trail).anyMatch(entry -> entry.action().equals("crm.opportunity.create"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_breaks_a_rule_is_refused_at_its_field(TestDatabase database) {
        sales = new Sales(database);
        OpportunityDraft bad = new OpportunityDraft(
                sales.acme.id(),
                null,
                " ",
                "x".repeat(4_001),
                new BigDecimal("1.005"),
                "EUROS",
                101,
                LocalDate.of(10_000, 1, 1),
                null,
                "x".repeat(101));
        assertThat(problem(() -> sales.create(bad)).errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "title", "description", "value", "currency", "probability", "expectedClose", "source");
        assertThat(problem(() -> sales.create(sales.draft("x", "-0.01", null, null)))
                        .errors())
                .extracting(FieldError::code)
                .containsExactly("crm.interaction.negative-amount");
        assertThat(problem(() -> sales.create(sales.draft("x", "10000000000000", null, null)))
                        .errors())
                .extracting(FieldError::code)
                .containsExactly("crm.interaction.amount-too-large");
        assertThat(problem(() -> sales.create(sales.draft("x", "1", new Id(77), null)))
                        .status())
                .isEqualTo(404);
        OpportunityDraft nobody =
                new OpportunityDraft(new Id(77), null, "x", null, BigDecimal.ONE, null, null, null, null, null);
        assertThat(problem(() -> sales.create(nobody)).code()).isEqualTo("crm.contact.not-found");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_card_that_is_won_or_lost_is_closed_and_may_be_opened_again(TestDatabase database) {
        sales = new Sales(database);
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Madrid"));
        Opportunity proposed = sales.move(sales.create("x"), "proposal");
        assertThat(proposed.probability()).isEqualTo(60);
        assertThat(proposed.version()).isEqualTo(2);

        Opportunity won = sales.move(proposed, "won");
        assertThat(won.kind()).isEqualTo(StageKind.WON);
        assertThat(won.probability()).isEqualTo(100);
        assertThat(won.closedOn()).isIn(today, today.plusDays(1)); // midnight may pass

        assertThat(problem(() -> sales.move(won, "lost")).errors())
                .containsExactly(new FieldError("lostReason", "crm.opportunity.lost-reason", java.util.Map.of()));
        Id lostStage = sales.stage("lost").id();
        Opportunity lost =
                sales.in(() -> sales.opportunities.move(won.id(), Sales.seen(won), lostStage, null, " Precio "));
        assertThat(lost.lostReason()).isEqualTo("Precio");
        assertThat(lost.probability()).isZero();

        Opportunity again = sales.move(lost, "negotiation");
        assertThat(again.closedOn()).isNull();
        assertThat(again.lostReason()).isNull();
        assertThat(again.probability()).isEqualTo(80);
        assertThat(sales.get(again)).isEqualTo(again);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void every_move_is_kept_with_who_and_what_it_was_worth(TestDatabase database) {
        sales = new Sales(database);
        Opportunity made = sales.as("ana@uno.es", () -> sales.opportunities.create(sales.draft("x")));
        Opportunity moved = sales.as(
                "luis@uno.es",
                () -> sales.opportunities.move(
                        made.id(), Sales.seen(made), sales.stage("proposal").id(), null, null));
        sales.in(() -> sales.opportunities.move(
                made.id(), Sales.seen(moved), sales.stage("lost").id(), null, "Sin presupuesto"));
        List<OpportunityMove> history = sales.in(() -> sales.opportunities.history(made.id()));
        assertThat(history).extracting(OpportunityMove::by).startsWith("ana@uno.es", "luis@uno.es");
        assertThat(history).extracting(OpportunityMove::probability).containsExactly(10, 60, 0);
        assertThat(history)
                .extracting(OpportunityMove::kind)
                .containsExactly(StageKind.OPEN, StageKind.OPEN, StageKind.LOST);
        assertThat(history).extracting(OpportunityMove::value).containsOnly(new BigDecimal("1000.00"));
        assertThat(history.get(0).from()).isNull();
        assertThat(history.get(1).from()).isEqualTo(made.stageId());
        assertThat(history.get(2).lostReason()).isEqualTo("Sin presupuesto");
        assertThat(sales.moves()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void who_moves_a_card_that_somebody_else_moved_is_told_who_and_where_it_is(TestDatabase database) {
        sales = new Sales(database);
        Opportunity made = sales.create("Contrato");
        sales.as(
                "ana@uno.es",
                () -> sales.opportunities.move(
                        made.id(), Sales.seen(made), sales.stage("proposal").id(), null, null));
        ProblemException refused = problem(() -> sales.move(made, "won"));
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.code()).isEqualTo("crm.opportunity.changed");
        assertThat(refused.args())
                .containsEntry("by", "ana@uno.es")
                .containsEntry("stage", "Propuesta")
                .containsEntry("title", "Contrato");
        assertThat(problem(() -> sales.in(
                                () -> sales.opportunities.update(made.id(), Sales.seen(made), sales.draft("y"))))
                        .status())
                .isEqualTo(412);
        assertThat(problem(() -> sales.in(() -> sales.opportunities.update(made.id(), null, sales.draft("y"))))
                        .status())
                .isEqualTo(428);
        assertThat(sales.get(made).stageId()).isEqualTo(sales.stage("proposal").id());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_update_replaces_the_fields_and_may_move_the_card(TestDatabase database) {
        sales = new Sales(database);
        Opportunity made = sales.create("x");
        Opportunity same = sales.in(() -> sales.opportunities.update(made.id(), Sales.seen(made), sales.draft("x")));
        assertThat(same.version()).isEqualTo(1);

        OpportunityDraft draft = sales.draft("Más grande", "2000.5", null, LocalDate.of(2027, 1, 1));
        Opportunity changed = sales.in(() -> sales.opportunities.update(made.id(), new IfMatch(-1), draft));
        assertThat(changed.value()).isEqualTo(new BigDecimal("2000.50"));
        assertThat(changed.stageId()).isEqualTo(made.stageId());
        assertThat(sales.moves()).hasSize(1);

        Opportunity moved = sales.in(() -> sales.opportunities.update(
                made.id(),
                Sales.seen(changed),
                sales.draft("x", "1", sales.stage("won").id(), null)));
        assertThat(moved.kind()).isEqualTo(StageKind.WON);
        assertThat(moved.probability()).isEqualTo(100);
        assertThat(sales.moves()).hasSize(2);

        Id other = sales.in(() -> sales.crm.contacts.create(Crm.company("Otra", null, null)))
                .id();
        OpportunityDraft moving =
                new OpportunityDraft(other, null, "x", null, BigDecimal.ONE, null, null, null, null, null);
        assertThat(problem(() -> sales.in(() -> sales.opportunities.update(made.id(), Sales.seen(moved), moving)))
                        .errors())
                .extracting(FieldError::code)
                .containsExactly("crm.opportunity.contact");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_list_is_filtered_sorted_and_paged(TestDatabase database) {
        sales = new Sales(database);
        sales.create(sales.draft("Tercera", "30", null, null));
        sales.create(sales.draft("Primera", "20", null, LocalDate.of(2026, 1, 1)));
        Opportunity second = sales.create(sales.draft("Segunda página", "10", null, LocalDate.of(2026, 2, 1)));
        assertThat(titles(OpportunityFilter.openOf(sales.acme.id()), "expectedClose"))
                .containsExactly("Primera", "Segunda página", "Tercera");
        assertThat(titles(OpportunityFilter.openOf(sales.acme.id()), "-value"))
                .containsExactly("Tercera", "Primera", "Segunda página");
        assertThat(titles(OpportunityFilter.openOf(sales.acme.id()), null)).startsWith("Segunda página");
        assertThat(titles(OpportunityFilter.openOf(sales.acme.id()), "rank")).startsWith("Segunda página");
        assertThat(titles(text("PAGINA acme"), "createdAt")).containsExactly("Segunda página");
        assertThat(titles(text("100%"), "createdAt")).isEmpty();
        sales.move(second, "won");
        assertThat(titles(new OpportunityFilter(null, null, null, StageKind.WON, null, null), "value"))
                .containsExactly("Segunda página");
        assertThat(problem(() -> sales.in(() -> sales.opportunities.list(text("x"), new PageRequest(5, "title", null))))
                        .status())
                .isEqualTo(422);
        assertThat(problem(() -> sales.in(() -> sales.opportunities.list(
                                text("x"), new PageRequest(5, "value", PageRequest.cursor("value", "abc", "x")))))
                        .status())
                .isEqualTo(422);
    }

    private static OpportunityFilter text(String text) {
        return new OpportunityFilter(null, null, null, null, null, text);
    }

    /** Page by page of one. */
    private List<String> titles(OpportunityFilter filter, String sort) {
        List<String> titles = new ArrayList<>();
        String cursor = null;
        do {
            PageRequest request = new PageRequest(1, sort, cursor);
            Page<Opportunity> page = sales.in(() -> sales.opportunities.list(filter, request));
            page.items().forEach(o -> titles.add(o.title()));
            cursor = page.next();
        } while (cursor != null);
        return titles;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void another_organisation_sees_and_moves_nothing(TestDatabase database) {
        sales = new Sales(database);
        Opportunity made = sales.create("x");
        Id stage = sales.stage("won").id();
        List<Callable<?>> attempts = List.of(
                () -> sales.opportunities.get(made.id()),
                () -> sales.opportunities.history(made.id()),
                () -> sales.opportunities.move(made.id(), Sales.seen(made), stage, null, null),
                () -> sales.opportunities.update(made.id(), Sales.seen(made), sales.draft("y")),
                () -> sales.opportunities.create(sales.draft("y")),
                () -> sales.pipelines.get(made.pipelineId()),
                () -> sales.boards.read(made.pipelineId(), null, null, 10));
        for (Callable<?> attempt : attempts) {
            assertThat(problem(() -> Tenant.call(Crm.ARGENTINA, attempt)).status())
                    .isEqualTo(404);
        }
        assertThat(Tenant.call(Crm.ARGENTINA, () -> sales.opportunities.list(text(""), Crm.page()))
                        .items())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_deleted_is_gone_with_its_history(TestDatabase database) {
        sales = new Sales(database);
        Opportunity made = sales.create("x");
        sales.in(() -> {
            sales.opportunities.delete(made.id());
            return null;
        });
        assertThat(problem(() -> sales.get(made)).status()).isEqualTo(404);
        assertThat(sales.in(() -> sales.crm
                        .platform
                        .sql()
                        .query("select id from crm.opportunity_move where organization_id = {org}", r -> r.getLong(1))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_time_line_of_the_contact_tells_of_what_was_made_won_or_lost(TestDatabase database) {
        sales = new Sales(database);
        Opportunity made = sales.create(sales.draft("Contrato", "50000", null, null));
        Opportunity proposed = sales.move(made, "proposal");
        sales.in(() -> sales.opportunities.move(
                made.id(), Sales.seen(proposed), sales.stage("lost").id(), null, "Precio"));
        List<TimelineEntryReported> told = sales.told();
        assertThat(told)
                .extracting(entry -> entry.title().get("es"))
                .containsExactly("Oportunidad: Contrato", "Oportunidad perdida: Contrato");
        assertThat(told)
                .extracting(entry -> entry.description().get("es"))
                .containsExactly("50.000,00\u00a0€, probabilidad del 10 %", "50.000,00\u00a0€. Motivo: Precio");
        assertThat(told).allSatisfy(entry -> {
            assertThat(entry.contactId()).isEqualTo(sales.acme.id());
            assertThat(entry.path()).isEqualTo("opportunities/" + made.id());
            assertThat(entry.amount()).isNull();
        });
        sales.in(() -> {
            sales.opportunities.delete(made.id());
            return null;
        });
        assertThat(sales.crm.events)
                .filteredOn(TimelineEntryWithdrawn.class::isInstance)
                .extracting(event -> event.aggregate())
                .containsExactly(told.get(0).recordId(), told.get(1).recordId());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_done_for_an_opportunity_is_found_and_outlives_it(TestDatabase database) {
        sales = new Sales(database);
        Opportunity made = sales.create("x");
        Id call = new Id(4711);
        sales.in(() -> sales.crm.interactions.add(
                sales.acme.id(),
                new InteractionDraft(InteractionType.NOTE, "Otra cosa", null, NOON, null, null, true, null, null)));
        Id note = sales.in(() -> sales.crm.interactions.add(
                        sales.acme.id(),
                        new InteractionDraft(InteractionType.NOTE, "Visita", null, NOON, null, null, true, null, null)))
                .id();
        sales.in(() -> sales.crm
                .platform
                .sql()
                .update(
                        "update crm.interaction set opportunity_id = ? where organization_id = {org} and id = ?",
                        made.id(),
                        note));
        DealActivities activities = new DealActivities(
                sales.crm.platform.transactions(),
                sales.crm.platform.sql(),
                sales.opportunities,
                sales.crm.interactions);
        assertThat(sales.in(() -> activities.of(made.id())))
                .extracting(Interaction::title)
                .containsExactly("Visita");
        assertThatThrownBy(() -> sales.in(() -> sales.crm
                        .platform
                        .sql()
                        .update(
                                "update crm.interaction set opportunity_id = ? where organization_id = {org} and id = ?",
                                call,
                                note)))
                .isInstanceOf(DataAccessException.class);
        sales.in(() -> {
            sales.opportunities.delete(made.id());
            return null;
        });
        assertThat(sales.in(() -> sales.crm.interactions.get(note)).title()).isEqualTo("Visita");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_database_itself_refuses_what_cannot_be(TestDatabase database) {
        sales = new Sales(database);
        Opportunity made = sales.create("x");
        Opportunity other = sales.create("y");
        for (String wrong : List.of(
                "amount = -1",
                "probability = 101",
                "closed_on = date('2026-01-01')",
                "lost_reason = 'x'",
                "kind = 'WON'",
                "contact_id = 77",
                "alert = 'x'",
                "place = " + other.rank())) {
            assertThatThrownBy(() -> sales.in(() -> sales.crm
                            .platform
                            .sql()
                            .update(
                                    "update crm.opportunity set " + wrong + " where organization_id = {org} and id = ?",
                                    made.id())))
                    .as(wrong)
                    .isInstanceOf(DataAccessException.class);
        }
    }
}
