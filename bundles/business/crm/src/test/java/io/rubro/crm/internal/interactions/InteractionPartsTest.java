package io.rubro.crm.internal.interactions;

import static io.rubro.crm.internal.service.Crm.ANA;
import static io.rubro.crm.internal.service.Crm.SPAIN;
import static io.rubro.crm.internal.service.Crm.company;
import static io.rubro.crm.internal.service.Crm.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.Contact;
import io.rubro.crm.Interaction;
import io.rubro.crm.Interaction.Answer;
import io.rubro.crm.Interaction.Participant;
import io.rubro.crm.Interaction.Source;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.service.ContactPart;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of interactions when their contact is merged, asks for its data, or wants them erased. */
class InteractionPartsTest {

    private static final Instant NOON = Instant.parse("2026-03-10T11:00:00Z");

    private Crm crm;
    private Contact acme;
    private Contact juan;
    private ContactPart interactions;
    private ContactPart participations;
    private Interaction meeting;

    private void start(TestDatabase database) {
        crm = new Crm(database);
        interactions =
                new InteractionPart(crm.platform.sql(), crm.messages, crm.organizations, crm.platform.schema("crm"));
        participations = new ParticipationPart(crm.platform.sql(), crm.platform.schema("crm"));
        acme = crm.in(() -> crm.contacts.create(company("Acme Corp", null, "info@acme.com")));
        juan = crm.in(() -> crm.contacts.create(person("Juan García", null, "juan@acme.com")));
        meeting = crm.as(
                ANA,
                () -> crm.interactions.add(
                        acme.id(),
                        new InteractionDraft(
                                InteractionType.MEETING,
                                "Con Juan, su móvil es 600",
                                "Secreto",
                                NOON,
                                60,
                                "Juan y su hija",
                                false,
                                null,
                                null,
                                "bien",
                                null,
                                List.of(juan.id()),
                                null,
                                15)));
        Tenant.run(SPAIN, () -> crm.platform.transactions().run(() -> {
            crm.participants.answer(meeting.id(), juan.id(), Answer.ACCEPTED, NOON);
            mirror("billing", "Factura #F-1");
            mirror("bar", "Mesa de Juan");
        }));
    }

    private void mirror(String module, String title) {
        crm.mirrored.add(
                acme.id(),
                new InteractionDraft(
                        InteractionType.SALE, title, "Detalle", NOON, null, null, true, new BigDecimal("10.00"), "EUR"),
                new Source(module, Id.next()));
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private List<Interaction> timeline(Contact contact) {
        return crm.in(() -> crm.interactions.timeline(contact.id(), Crm.page())).items();
    }

    /** What a merge does with the rows of a part. */
    private void move(ContactPart part, Contact from, Contact to) {
        crm.in(() -> crm.platform
                .sql()
                .update(
                        "update " + part.table()
                                + " set contact_id = ? where organization_id = {org} and contact_id = ?",
                        to.id(),
                        from.id()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void rows_follow_a_merge_and_who_took_part_twice_is_named_once(TestDatabase database) {
        start(database);
        crm.as(
                ANA,
                () -> crm.interactions.add(
                        acme.id(),
                        InteractionDraft.planned(InteractionType.CALL, "Dos", NOON)
                                .with(List.of(acme.id(), juan.id()))));
        move(interactions, acme, juan);
        move(participations, acme, juan);
        assertThat(timeline(acme)).isEmpty();
        assertThat(timeline(juan)).hasSize(4).allSatisfy(one -> assertThat(one.people())
                .hasSizeLessThanOrEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_export_tells_all(TestDatabase database) {
        start(database);
        assertThat(crm.in(() -> interactions.export(acme.id())))
                .hasSize(3)
                .anySatisfy(row -> assertThat(row)
                        .containsEntry("title", "Con Juan, su móvil es 600")
                        .containsEntry("description", "Secreto")
                        .containsEntry("participants", "Juan y su hija")
                        .containsEntry("outcome", "bien")
                        .containsEntry("author", "Ana"))
                .anySatisfy(row -> assertThat(row)
                        .containsEntry("module", "bar")
                        .containsEntry("amount", new BigDecimal("10.00")));
        assertThat(crm.in(() -> participations.export(juan.id())))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("answer", "ACCEPTED"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void erasing_takes_the_texts_and_leaves_the_figures(TestDatabase database) {
        start(database);
        Interaction call = crm.as(
                ANA,
                () -> crm.interactions.add(
                        juan.id(), InteractionDraft.planned(InteractionType.CALL, "Llamar a Juan", NOON)));
        Tenant.run(SPAIN, () -> crm.interactions.delete(call.id()));
        Tenant.run(SPAIN, () -> crm.platform.transactions().run(() -> {
            interactions.erase(acme.id());
            participations.erase(acme.id());
            interactions.erase(juan.id());
            participations.erase(juan.id());
        }));
        assertThat(timeline(acme))
                .extracting(Interaction::title)
                .containsExactlyInAnyOrder("Suprimido", "Suprimido", "Factura #F-1");
        assertThat(timeline(acme)).allSatisfy(one -> {
            assertThat(one.done()).isTrue();
            assertThat(one.participants()).isNull();
            assertThat(one.outcome()).isNull();
            assertThat(one.remindAt()).isNull();
            assertThat(one.people()).extracting(Participant::answer).allMatch(Objects::isNull);
        });
        assertThat(crm.in(() -> crm.contacts.summary(acme.id()))
                        .accounts()
                        .get(0)
                        .invoiced())
                .isEqualTo("20.00");
        assertThat(crm.in(() -> crm.platform
                        .sql()
                        .query(
                                "select message from crm.calendar_cancellation where organization_id = {org}",
                                row -> row.getString(1))))
                .as("messages that call off what he was invited to")
                .isEmpty();
    }
}
