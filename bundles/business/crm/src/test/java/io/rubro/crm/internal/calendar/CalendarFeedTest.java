package io.rubro.crm.internal.calendar;

import static io.rubro.crm.internal.service.Crm.ANA;
import static io.rubro.crm.internal.service.Crm.ARGENTINA;
import static io.rubro.crm.internal.service.Crm.BLAS;
import static io.rubro.crm.internal.service.Crm.SPAIN;
import static io.rubro.crm.internal.service.Crm.company;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.Contact;
import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.calendar.CalendarItem.Day;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What calendar programs get, read by another library than the one it is written with. */
class CalendarFeedTest {

    private static final URI CONSOLE = URI.create("https://rubro.example/console/crm/");

    private final Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
    private Crm crm;
    private Contact acme;
    private Feeds feeds;
    private CalendarFeed calendar;

    private void start(TestDatabase database, CalendarSource... others) {
        crm = new Crm(database);
        acme = crm.in(() -> crm.contacts.create(company("Acme Corp", null, "info@acme.com")));
        feeds = new Feeds(crm.platform.transactions(), crm.platform.sql(), crm.audit, crm.platform.schema("crm"));
        InteractionCalendar own = new InteractionCalendar(
                crm.platform.sql(), crm.organizations, crm.messages, crm.platform.schema("crm"));
        List<CalendarSource> sources = new java.util.ArrayList<>(List.of(others));
        sources.add(own);
        calendar = new CalendarFeed(
                feeds, crm.platform.transactions(), crm.colleagues, crm.organizations, crm.messages, sources);
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private Interaction add(InteractionDraft draft) {
        return crm.as(ANA, () -> crm.interactions.add(acme.id(), draft));
    }

    private String text(String token) {
        return calendar.at(token, CONSOLE).orElseThrow();
    }

    static Calendar parsed(String text) throws Exception {
        return new CalendarBuilder().build(new StringReader(text));
    }

    static List<VEvent> events(String text) throws Exception {
        return List.copyOf(parsed(text).getComponents(Component.VEVENT));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_user_finds_what_he_still_has_to_do(TestDatabase database) throws Exception {
        start(database);
        InteractionDraft plan =
                InteractionDraft.planned(InteractionType.MEETING, "Renovación; precios, plazos", tomorrow);
        Interaction meeting = add(new InteractionDraft(
                plan.type(), plan.title(), "Línea uno\nLínea dos \\ tres", tomorrow, 90, null, false, null, null));
        add(InteractionDraft.planned(InteractionType.TASK, "Enviar contrato", tomorrow));
        add(InteractionDraft.planned(InteractionType.CALL, "De Blas", tomorrow).assignedTo(BLAS.id()));
        add(InteractionDraft.planned(InteractionType.CALL, "Hecha", tomorrow).done(null));
        String token = crm.in(() -> feeds.make(ANA.id()));

        String text = text(token);

        assertThat(parsed(text).getProperty("X-WR-CALNAME").getValue()).isEqualTo("Actividades · Uno");
        VEvent event = events(text).stream()
                .filter(e -> e.getUid().getValue().contains(meeting.id().toString()))
                .findFirst()
                .orElseThrow();
        assertThat(events(text)).hasSize(2);
        assertThat(event.getSummary().getValue()).isEqualTo("Renovación; precios, plazos · Acme Corp");
        assertThat(event.getDescription().getValue()).isEqualTo("Línea uno\nLínea dos \\ tres");
        assertThat(event.getStartDate().getDate().toInstant()).isEqualTo(tomorrow);
        assertThat(event.getStartDate().isUtc()).isTrue();
        assertThat(event.getEndDate().getDate().toInstant()).isEqualTo(tomorrow.plus(90, ChronoUnit.MINUTES));
        assertThat(event.getTransparency().getValue()).isEqualTo("OPAQUE");
        assertThat(event.getUrl().getValue()).isEqualTo("https://rubro.example/console/crm/contacts/" + acme.id());
        assertThat(events(text).stream()
                        .filter(e -> e.getSummary().getValue().equals("Tarea: Enviar contrato · Acme Corp")))
                .singleElement()
                .satisfies(task -> assertThat(task.getTransparency().getValue()).isEqualTo("TRANSPARENT"));
        parsed(text).validate();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_text_is_the_same_until_something_changes_and_then_the_sequence_grows(TestDatabase database)
            throws Exception {
        start(database);
        Interaction call = add(InteractionDraft.planned(InteractionType.CALL, "Llamar", tomorrow));
        String token = crm.in(() -> feeds.make(ANA.id()));
        String before = text(token);
        assertThat(text(token)).isEqualTo(before);
        crm.as(
                ANA,
                () -> crm.interactions.update(
                        call.id(), new IfMatch(call.version()), call.toDraft().movedTo(tomorrow.plusSeconds(3600))));
        VEvent old = events(before).get(0);
        VEvent now = events(text(token)).get(0);
        assertThat(now.getUid()).isEqualTo(old.getUid());
        assertThat(now.getSequence().getSequenceNo())
                .isGreaterThan(old.getSequence().getSequenceNo());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void long_lines_are_folded_by_octets_and_no_letter_is_cut(TestDatabase database) throws Exception {
        start(database);
        String title = "Reunión ñandú 😀 €uro ".repeat(9).strip();
        add(InteractionDraft.planned(InteractionType.CALL, title, tomorrow));
        String text = text(crm.in(() -> feeds.make(ANA.id())));
        assertThat(text).endsWith("END:VCALENDAR\r\n");
        for (String line : text.split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(line).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\n", "\uFFFD");
        }
        assertThat(events(text).get(0).getSummary().getValue()).isEqualTo("Llamar: " + title + " · Acme Corp");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_address_is_a_secret_that_can_be_changed_and_ended(TestDatabase database) {
        start(database);
        add(InteractionDraft.planned(InteractionType.CALL, "Llamar", tomorrow));
        String first = crm.in(() -> feeds.make(ANA.id()));
        String second = crm.in(() -> feeds.make(ANA.id()));
        assertThat(second).isNotEqualTo(first);
        assertThat(first.substring(14)).as("256 random bits").hasSize(43);
        assertThat(crm.in(() -> crm.platform
                        .sql()
                        .query(
                                "select token_hash from crm.calendar_feed where organization_id = {org}",
                                row -> row.getString(1))))
                .singleElement()
                .satisfies(hash -> assertThat(second).doesNotContain(hash));
        assertThat(calendar.at(first, CONSOLE)).isEmpty();
        assertThat(crm.in(() -> feeds.of(ANA.id()).orElseThrow().readAt())).isNull();
        assertThat(calendar.at(second, CONSOLE)).isPresent();
        assertThat(crm.in(() -> feeds.of(ANA.id()).orElseThrow().readAt())).isNotNull();
        assertThat(calendar.at(second + "x", CONSOLE)).isEmpty();
        assertThat(calendar.at(ARGENTINA + second.substring(13), CONSOLE))
                .as("in another organisation")
                .isEmpty();
        assertThat(Tenant.call(ARGENTINA, () -> calendar.at(second, CONSOLE)))
                .as("asked for by somebody who works elsewhere")
                .isEmpty();
        Tenant.run(SPAIN, () -> feeds.revoke(ANA.id()));
        assertThat(calendar.at(second, CONSOLE)).isEmpty();
        assertThat(crm.in(() -> feeds.of(ANA.id()))).isEqualTo(Optional.empty());
        assertThat(crm.trail)
                .extracting(Crm.Entry::action)
                .containsSubsequence("crm.calendar.feed", "crm.calendar.feed", "crm.calendar.revoke");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void who_has_left_has_no_calendar_any_more(TestDatabase database) {
        start(database);
        String token = crm.in(() -> feeds.make(ANA.id()));
        crm.colleagues.leaves(ANA);
        assertThat(calendar.at(token, CONSOLE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void other_subjects_add_whole_days(TestDatabase database) throws Exception {
        CalendarItem close = new CalendarItem(
                "opportunity-1@crm.rubro",
                "Cierre previsto: Proyecto A",
                null,
                new Day(LocalDate.of(2027, 3, 28)),
                false,
                "pipeline",
                3,
                Instant.parse("2026-11-20T10:00:00Z"));
        start(database, (Id user, Instant from, Instant until, int limit) -> List.of(close));
        String text = text(crm.in(() -> feeds.make(ANA.id())));
        assertThat(text).contains("DTSTART;VALUE=DATE:20270328", "DTEND;VALUE=DATE:20270329", "SEQUENCE:3");
        assertThat(events(text).get(0).getSummary().getValue()).isEqualTo(close.title());
    }
}
