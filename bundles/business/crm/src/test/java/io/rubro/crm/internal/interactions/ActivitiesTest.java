package io.rubro.crm.internal.interactions;

import static io.rubro.crm.internal.service.Crm.ANA;
import static io.rubro.crm.internal.service.Crm.BLAS;
import static io.rubro.crm.internal.service.Crm.company;
import static io.rubro.crm.internal.service.Crm.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.Activity;
import io.rubro.crm.Contact;
import io.rubro.crm.Interaction;
import io.rubro.crm.Interaction.Participant;
import io.rubro.crm.Interaction.Worker;
import io.rubro.crm.InteractionCounts;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionFilter;
import io.rubro.crm.InteractionFilter.Due;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.pipeline.PipelineServices;
import io.rubro.crm.internal.pipeline.SqlOpportunities;
import io.rubro.crm.internal.service.Crm;
import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivitiesTest {

    private static final Instant NOON = Instant.parse("2026-03-10T11:00:00Z");

    private Crm crm;
    private Contact acme;
    private Contact juan;

    private void start(TestDatabase database) {
        crm = new Crm(database);
        acme = crm.in(() -> crm.contacts.create(company("Acme Corp", null, "info@acme.com")));
        juan = crm.in(() -> crm.contacts.create(person("Juan García", null, "juan@acme.com")));
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private Interaction add(InteractionDraft draft) {
        return crm.as(ANA, () -> crm.interactions.add(acme.id(), draft));
    }

    private static ProblemException problem(Callable<?> work) {
        return catchThrowableOfType(ProblemException.class, work::call);
    }

    private static InteractionDraft task(String title, Instant at) {
        return InteractionDraft.planned(InteractionType.TASK, title, at);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void it_says_who_wrote_it_who_is_to_do_it_who_takes_part_and_what_came_of_it(TestDatabase database) {
        start(database);
        Id opportunity = opportunity();
        Interaction made = add(task("Presupuesto", NOON)
                .assignedTo(BLAS.id())
                .with(List.of(juan.id(), acme.id(), juan.id()))
                .about(opportunity)
                .reminded(30)
                .done(" no contestó "));
        assertThat(made.author()).isEqualTo(new Worker(ANA.id(), "Ana"));
        assertThat(made.assignee()).isEqualTo(new Worker(BLAS.id(), "Blas"));
        assertThat(made.people())
                .containsExactly(
                        new Participant(juan.id(), "Juan García", null, null),
                        new Participant(acme.id(), "Acme Corp", null, null));
        assertThat(made.opportunityId()).isEqualTo(opportunity);
        assertThat(made.outcome()).isEqualTo("no contestó");
        assertThat(made.remindMinutes()).isEqualTo(30);
        assertThat(made.remindAt()).as("nobody is reminded of what is done").isNull();
        assertThat(crm.in(() -> crm.interactions.get(made.id()))).isEqualTo(made);
        assertThat(crm.in(() -> crm.interactions.timeline(acme.id(), Crm.page()))
                        .items())
                .containsExactly(made);
    }

    /** Something Acme may buy. */
    private Id opportunity() {
        SqlOpportunities opportunities = PipelineServices.of(crm).opportunities();
        return crm.as(ANA, () -> opportunities
                .create(new OpportunityDraft(
                        acme.id(), null, "Proyecto A", null, BigDecimal.TEN, null, null, null, null, null))
                .id());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void somebody_else_may_change_it_but_its_author_stays(TestDatabase database) {
        start(database);
        Interaction made = add(task("Llamar", NOON).with(List.of(juan.id(), acme.id())));
        Interaction changed = crm.as(
                BLAS,
                () -> crm.interactions.update(
                        made.id(),
                        new IfMatch(made.version()),
                        made.toDraft().assignedTo(BLAS.id()).with(List.of(acme.id()))));
        assertThat(changed.author()).isEqualTo(made.author());
        assertThat(changed.assignee()).isEqualTo(new Worker(BLAS.id(), "Blas"));
        assertThat(changed.people()).extracting(Participant::contactId).containsExactly(acme.id());
        assertThat(problem(() -> crm.as(
                                BLAS,
                                () -> crm.interactions.update(
                                        made.id(), new IfMatch(made.version()), task("Otra", NOON))))
                        .status())
                .isEqualTo(412);
        crm.colleagues.leaves(BLAS);
        Interaction kept = crm.as(
                ANA,
                () -> crm.interactions.update(
                        made.id(),
                        new IfMatch(changed.version()),
                        changed.toDraft().movedTo(NOON.plusSeconds(60))));
        assertThat(kept.assignee()).as("who has left stays where he was").isEqualTo(changed.assignee());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void strangers_are_refused(TestDatabase database) {
        start(database);
        Contact foreign =
                Tenant.call(Crm.ARGENTINA, () -> crm.contacts.create(company("Ajena", null, "otra@example.com")));
        assertThat(fields(task("x", NOON).assignedTo(Id.next()))).containsExactly("assigneeId");
        assertThat(fields(task("x", NOON).with(List.of(foreign.id())))).containsExactly("people");
        assertThat(fields(task("x", NOON).about(acme.id()))).containsExactly("opportunityId");
        assertThat(fields(task("x", NOON).reminded(-1))).containsExactly("remindMinutes");
        assertThat(fields(task("x", NOON).reminded(InteractionDraft.MAX_REMIND_MINUTES + 1)))
                .containsExactly("remindMinutes");
    }

    private List<String> fields(InteractionDraft draft) {
        return problem(() -> add(draft)).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_inbox_parts_what_is_overdue_due_today_and_due_later_by_the_days_of_the_organisation(
            TestDatabase database) {
        start(database);
        Instant today = Instant.now()
                .atZone(ZoneId.of("Europe/Madrid"))
                .toLocalDate()
                .atStartOfDay(ZoneId.of("Europe/Madrid"))
                .toInstant();
        Instant tomorrow = today.atZone(ZoneId.of("Europe/Madrid")).plusDays(1).toInstant();
        add(task("ayer", today.minusSeconds(1)));
        add(task("hoy temprano", today));
        add(task("hoy tarde", tomorrow.minusSeconds(1)));
        add(task("mañana", tomorrow));
        add(task("hecha", today.minusSeconds(1)).done(null));

        assertThat(titles(filter(Due.OVERDUE, null, null))).containsExactly("ayer");
        assertThat(titles(filter(Due.TODAY, null, null))).containsExactly("hoy temprano", "hoy tarde");
        assertThat(titles(filter(Due.UPCOMING, null, null))).containsExactly("mañana");
        assertThat(titles(new InteractionFilter(null, true))).containsExactly("hecha");
        assertThat(crm.in(() -> crm.interactions.counts(filter(null, null, null))))
                .isEqualTo(new InteractionCounts(1, 2, 1));
        assertThat(Tenant.call(Crm.ARGENTINA, () -> crm.interactions.counts(filter(null, null, null))))
                .isEqualTo(new InteractionCounts(0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_mine_is_what_i_was_given_and_what_i_gave_nobody(TestDatabase database) {
        start(database);
        add(task("de Ana", NOON));
        add(task("para Blas", NOON.plusSeconds(1)).assignedTo(BLAS.id()));
        crm.in(() -> crm.interactions.add(acme.id(), task("de nadie", NOON.plusSeconds(2))));

        assertThat(titles(filter(null, ANA.id(), null))).containsExactly("de Ana");
        assertThat(titles(filter(null, BLAS.id(), null))).containsExactly("para Blas");
        assertThat(titles(filter(null, null, null))).containsExactly("de Ana", "para Blas", "de nadie");
        assertThat(crm.in(() -> crm.interactions.counts(filter(null, BLAS.id(), null))))
                .isEqualTo(new InteractionCounts(1, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void words_are_found_in_titles_and_names_whatever_the_accents(TestDatabase database) {
        start(database);
        add(task("Reunión de seguimiento", NOON));
        add(task("100 % listo", NOON.plusSeconds(1)));
        crm.in(() -> crm.interactions.add(juan.id(), task("Llamar", NOON.plusSeconds(2))));

        assertThat(titles(filter(null, null, "REUNION acme"))).containsExactly("Reunión de seguimiento");
        assertThat(titles(filter(null, null, "garcia"))).containsExactly("Llamar");
        assertThat(titles(filter(null, null, "100 %"))).containsExactly("100 % listo");
        assertThat(titles(filter(null, null, "reunion garcia"))).isEmpty();
    }

    private static InteractionFilter filter(@Nullable Due due, @Nullable Id responsible, @Nullable String text) {
        return new InteractionFilter(null, null, due, responsible, null, text);
    }

    private List<String> titles(InteractionFilter filter) {
        return crm.in(() -> crm.interactions.list(filter, new PageRequest(50, "at", null))).items().stream()
                .map(Activity::interaction)
                .map(Interaction::title)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_reminder_can_be_put_off_unless_it_is_done(TestDatabase database) {
        start(database);
        Instant later = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MICROS);
        Interaction made = add(task("Llamar", NOON).reminded(60));
        assertThat(made.remindAt()).isEqualTo(NOON.minusSeconds(3600));
        Interaction put = crm.as(ANA, () -> crm.interactions.snooze(made.id(), new IfMatch(made.version()), later));
        assertThat(put.remindAt()).isEqualTo(later);
        assertThat(put.at()).isEqualTo(made.at());
        assertThat(problem(() -> crm.in(() -> crm.interactions.snooze(made.id(), null, later)))
                        .status())
                .isEqualTo(428);
        assertThat(problem(() -> crm.in(() -> crm.interactions.snooze(made.id(), new IfMatch(put.version()), NOON)))
                        .status())
                .isEqualTo(422);
        Interaction done = crm.in(() -> crm.interactions.update(
                made.id(), new IfMatch(put.version()), put.toDraft().done("contestó")));
        assertThat(done.remindAt()).isNull();
        assertThat(problem(() -> crm.in(() -> crm.interactions.snooze(made.id(), new IfMatch(done.version()), later)))
                        .code())
                .isEqualTo("crm.interaction.is-done");
    }
}
