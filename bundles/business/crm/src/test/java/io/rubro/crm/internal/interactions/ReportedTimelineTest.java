package io.rubro.crm.internal.interactions;

import static io.rubro.crm.internal.service.Crm.ARGENTINA;
import static io.rubro.crm.internal.service.Crm.ENGLISH;
import static io.rubro.crm.internal.service.Crm.SPAIN;
import static io.rubro.crm.internal.service.Crm.company;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.Contact;
import io.rubro.crm.Interaction;
import io.rubro.crm.Interaction.Source;
import io.rubro.crm.InteractionType;
import io.rubro.crm.TimelineEntryReported;
import io.rubro.crm.TimelineEntryWithdrawn;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a plugin for bars would report: reservations and what was drunk. */
class ReportedTimelineTest {

    private static final Instant NOON = Instant.parse("2026-03-10T11:00:00Z");

    private Crm crm;
    private Contact acme;
    private ReportedTimeline timeline;

    private void start(TestDatabase database) {
        crm = new Crm(database);
        acme = crm.in(() -> crm.contacts.create(company("Acme Corp", null, "info@acme.com")));
        timeline = new ReportedTimeline(crm.mirrored, crm.contacts, crm.organizations);
    }

    @AfterEach
    void stop() {
        if (crm != null) {
            crm.close();
        }
    }

    private void deliver(DomainEvent event) {
        crm.deliver(timeline, SPAIN, event, NOON);
    }

    private List<Interaction> of(Id contact) {
        return crm.in(() -> crm.interactions.timeline(contact, Crm.page())).items();
    }

    private TimelineEntryReported reservation(Id table) {
        return TimelineEntryReported.of("bar", table, acme.id(), InteractionType.NOTE, "Reserva de mesa", NOON)
                .described("Cuatro personas")
                .at("tables/" + table);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_a_plugin_reports_is_written_down_once_and_only_to_be_read(TestDatabase database) {
        start(database);
        Id table = Id.next();
        deliver(reservation(table));
        deliver(reservation(table));

        Interaction entry = of(acme.id()).get(0);
        assertThat(of(acme.id())).hasSize(1);
        assertThat(entry.title()).isEqualTo("Reserva de mesa");
        assertThat(entry.description()).isEqualTo("Cuatro personas");
        assertThat(entry.at()).isEqualTo(NOON);
        assertThat(entry.done()).isTrue();
        assertThat(entry.author()).isNull();
        assertThat(entry.source()).isEqualTo(new Source("bar", table, null, "tables/" + table));
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> Tenant.run(SPAIN, () -> crm.interactions.delete(entry.id())));
        assertThat(refused.code()).isEqualTo("crm.interaction.mirrored");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void reporting_it_again_replaces_it_also_with_another_contact_and_withdrawing_removes_it(TestDatabase database) {
        start(database);
        Contact beta = crm.in(() -> crm.contacts.create(company("Beta", null, null)));
        Id bill = Id.next();
        deliver(TimelineEntryReported.of("bar", bill, acme.id(), InteractionType.SALE, "Cuenta", NOON)
                .amounting(new BigDecimal("12.5"), "EUR"));
        assertThat(crm.in(() -> crm.contacts.summary(acme.id()))
                        .accounts()
                        .get(0)
                        .invoiced())
                .isEqualTo("12.50");
        deliver(TimelineEntryReported.of("bar", bill, beta.id(), InteractionType.SALE, "Cuenta corregida", NOON)
                .amounting(new BigDecimal("20.00"), "EUR"));
        assertThat(of(acme.id())).isEmpty();
        assertThat(of(beta.id())).singleElement().satisfies(entry -> {
            assertThat(entry.title()).isEqualTo("Cuenta corregida");
            assertThat(entry.amount()).isEqualTo("20.00");
        });

        deliver(new TimelineEntryWithdrawn("other", bill));
        assertThat(of(beta.id())).as("the record of another module").hasSize(1);
        deliver(new TimelineEntryWithdrawn("bar", bill));
        assertThat(of(beta.id())).isEmpty();
        deliver(new TimelineEntryWithdrawn("bar", bill));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void it_follows_a_merge_and_drops_what_was_erased(TestDatabase database) {
        start(database);
        Contact beta = crm.in(() -> crm.contacts.create(company("Beta", null, null)));
        Contact gamma = crm.in(() -> crm.contacts.create(company("Gamma", null, null)));
        mark("merged_into", acme.id(), beta.id());
        mark("merged_into", beta.id(), gamma.id());
        Id table = Id.next();
        deliver(reservation(table));
        assertThat(of(gamma.id())).hasSize(1);

        crm.in(() -> crm.platform
                .sql()
                .update(
                        "update crm.contact set erased_at = ? where organization_id = {org} and id = ?",
                        NOON,
                        gamma.id()));
        deliver(reservation(table));
        deliver(reservation(Id.next()));
        assertThat(of(gamma.id())).as("nothing new, and what there was is gone").isEmpty();
    }

    private void mark(String column, Id contact, Id value) {
        crm.in(() -> crm.platform
                .sql()
                .update(
                        "update crm.contact set " + column + " = ? where organization_id = {org} and id = ?",
                        value,
                        contact));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_entry_for_nobody_is_held_with_its_reason(TestDatabase database) {
        start(database);
        Contact foreign = Tenant.call(ARGENTINA, () -> crm.contacts.create(company("Ajena", null, null)));
        TimelineEntryReported stray =
                TimelineEntryReported.of("bar", Id.next(), foreign.id(), InteractionType.NOTE, "Reserva", NOON);
        assertThatThrownBy(() -> deliver(stray))
                .hasMessageContaining("there is no contact " + foreign.id())
                .hasMessageContaining("of bar");
        TimelineEntryReported forged =
                TimelineEntryReported.of("billing", Id.next(), acme.id(), InteractionType.SALE, "Factura", NOON);
        assertThatThrownBy(() -> deliver(forged)).hasMessageContaining("billing");
        assertThat(of(acme.id())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void it_speaks_the_language_of_the_organisation_and_fits(TestDatabase database) {
        start(database);
        Map<String, String> title = Map.of("es", "Reserva", "es-AR", "Reservaste", "en", "Booking");
        assertThat(title(SPAIN, title)).isEqualTo("Reserva");
        assertThat(title(ARGENTINA, title)).isEqualTo("Reservaste");
        assertThat(title(ENGLISH, title)).isEqualTo("Booking");
        assertThat(title(ENGLISH, Map.of("fr", "Réservation"))).isEqualTo("Réservation");
        assertThat(title(SPAIN, Map.of("es", "a".repeat(199) + "😀 y más\u0000")))
                .as("cut before half a character")
                .isEqualTo("a".repeat(199));
    }

    private String title(Id organization, Map<String, String> title) {
        Contact contact = Tenant.call(organization, () -> crm.contacts.create(company("Bar", null, null)));
        crm.deliver(
                timeline,
                organization,
                TimelineEntryReported.of("bar", Id.next(), contact.id(), InteractionType.NOTE, title, NOON),
                NOON);
        return Tenant.call(organization, () -> crm.interactions.timeline(contact.id(), Crm.page()))
                .items()
                .get(0)
                .title();
    }

    @Test
    void what_makes_no_sense_is_refused_where_it_is_reported() {
        Id id = Id.next();
        assertThatThrownBy(() -> TimelineEntryReported.of("bar", id, id, InteractionType.NOTE, " ", NOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TimelineEntryReported.of("bar", id, id, InteractionType.NOTE, "x", NOON)
                        .amounting(BigDecimal.ONE, "EUR"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
