package io.rubro.crm.internal.calendar;

import static io.rubro.crm.internal.calendar.CalendarFeedTest.events;
import static io.rubro.crm.internal.calendar.CalendarFeedTest.parsed;
import static io.rubro.crm.internal.service.Crm.ANA;
import static io.rubro.crm.internal.service.Crm.ARGENTINA;
import static io.rubro.crm.internal.service.Crm.BLAS;
import static io.rubro.crm.internal.service.Crm.SPAIN;
import static io.rubro.crm.internal.service.Crm.company;
import static io.rubro.crm.internal.service.Crm.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.rubro.crm.Contact;
import io.rubro.crm.Interaction;
import io.rubro.crm.Interaction.Answer;
import io.rubro.crm.Interaction.Participant;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import net.fortuna.ical4j.model.Parameter;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvitationsTest {

    private static final Instant NOON = Instant.parse("2027-03-10T11:00:00Z");

    private Crm crm;
    private Contact acme;
    private Contact juan;
    private Contact luz;
    private Invitations invitations;

    private void start(TestDatabase database) {
        crm = new Crm(database);
        acme = crm.in(() -> crm.contacts.create(company("Acme Corp", null, "info@acme.com")));
        juan = crm.in(() -> crm.contacts.create(person("Juan \"el Rápido\" García", null, "juan@acme.com")));
        luz = crm.in(() -> crm.contacts.create(person("Luz", null, null)));
        invitations = new Invitations(
                crm.platform.transactions(),
                crm.interactions,
                crm.participants,
                crm.attendees,
                crm.invitationTexts,
                crm.cancellations,
                crm.audit,
                crm.live);
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private Interaction meeting(List<Id> people) {
        return crm.as(
                ANA,
                () -> crm.interactions.add(
                        acme.id(),
                        InteractionDraft.planned(InteractionType.MEETING, "Renovación", NOON)
                                .with(people)));
    }

    private String message(Id interaction) {
        return crm.in(() -> invitations.message(interaction));
    }

    private static ProblemException problem(Callable<?> work) {
        return catchThrowableOfType(ProblemException.class, work::call);
    }

    private static List<Property> attendees(VEvent event) {
        return List.copyOf(event.<Property>getProperties(Property.ATTENDEE));
    }

    private static String address(Property attendee) {
        return attendee.getValue().toLowerCase(java.util.Locale.ROOT);
    }

    private static String parameter(Property attendee, String name) {
        Parameter parameter = attendee.getParameter(name);
        return parameter == null ? "" : parameter.getValue();
    }

    /** What a calendar program sends back. */
    private static String reply(VEvent invitation, String email, String answer, String stamp) {
        return String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
                "VERSION:2.0",
                "CALSCALE:GREGORIAN",
                "METHOD:REPLY",
                "BEGIN:VEVENT",
                "DTSTART:20270310T110000Z",
                "DTEND:20270310T113000Z",
                "DTSTAMP:" + stamp,
                "ORGANIZER;CN=Ana:mailto:ana@uno.example",
                "UID:" + invitation.getUid().getValue(),
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=" + answer + ";CN=\"Gar",
                " cía, Juan\";X-NUM-GUESTS=0:mailto:" + email,
                "SEQUENCE:1",
                "STATUS:CONFIRMED",
                "SUMMARY:Renovaci\u00f3n",
                "END:VEVENT",
                "END:VCALENDAR",
                "");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void those_who_take_part_are_invited_by_who_is_to_do_it(TestDatabase database) throws Exception {
        start(database);
        Interaction meeting = meeting(List.of(juan.id(), luz.id()));

        String text = message(meeting.id());

        assertThat(parsed(text).getProperty(Property.METHOD).getValue()).isEqualTo("REQUEST");
        VEvent event = events(text).get(0);
        assertThat(event.getOrganizer().getValue()).isEqualToIgnoringCase("mailto:ana@uno.example");
        assertThat(attendees(event)).singleElement().satisfies(who -> {
            assertThat(address(who)).isEqualTo("mailto:juan@acme.com");
            assertThat(parameter(who, "CN")).isEqualTo("Juan 'el Rápido' García");
            assertThat(parameter(who, "PARTSTAT")).isEqualTo("NEEDS-ACTION");
            assertThat(parameter(who, "RSVP")).isEqualTo("TRUE");
        });
        assertThat(event.getStartDate().getDate().toInstant()).isEqualTo(NOON);
        assertThat(event.getEndDate().getDate().toInstant()).as("half an hour").isEqualTo(NOON.plusSeconds(1800));
        parsed(text).validate();
        assertThat(message(meeting.id())).as("asked for again").isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void every_change_keeps_the_name_and_raises_the_sequence_and_deleting_cancels(TestDatabase database)
            throws Exception {
        start(database);
        Interaction meeting = meeting(List.of(juan.id()));
        VEvent first = events(message(meeting.id())).get(0);
        crm.as(
                ANA,
                () -> crm.interactions.update(
                        meeting.id(),
                        new IfMatch(meeting.version()),
                        meeting.toDraft().movedTo(NOON.plusSeconds(7200)).assignedTo(BLAS.id())));
        VEvent second = events(message(meeting.id())).get(0);
        assertThat(second.getUid()).isEqualTo(first.getUid());
        assertThat(second.getSequence().getSequenceNo())
                .isGreaterThan(first.getSequence().getSequenceNo());
        assertThat(second.getOrganizer().getValue()).isEqualToIgnoringCase("mailto:blas@uno.example");

        Tenant.run(SPAIN, () -> crm.interactions.delete(meeting.id()));
        String cancelled = message(meeting.id());
        VEvent third = events(cancelled).get(0);
        assertThat(parsed(cancelled).getProperty(Property.METHOD).getValue()).isEqualTo("CANCEL");
        assertThat(third.getUid()).isEqualTo(first.getUid());
        assertThat(third.getStatus().getValue()).isEqualTo("CANCELLED");
        assertThat(third.getSequence().getSequenceNo())
                .isGreaterThan(second.getSequence().getSequenceNo());
        assertThat(attendees(third)).hasSize(1);
        parsed(cancelled).validate();
        assertThat(problem(() -> Tenant.call(ARGENTINA, () -> invitations.message(meeting.id())))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void answers_are_noted_for_who_gave_them_the_latest_counts(TestDatabase database) throws Exception {
        start(database);
        Interaction meeting = meeting(List.of(juan.id(), luz.id()));
        VEvent invitation = events(message(meeting.id())).get(0);

        crm.in(() -> invitations.reply(reply(invitation, "JUAN@acme.com", "TENTATIVE", "20261121T100000Z")));
        List<Interaction> answered =
                crm.in(() -> invitations.reply(reply(invitation, "juan@acme.com", "ACCEPTED", "20261121T110000Z")));
        crm.in(() -> invitations.reply(reply(invitation, "juan@acme.com", "DECLINED", "20261121T103000Z")));

        assertThat(answered).singleElement().satisfies(one -> assertThat(one.id())
                .isEqualTo(meeting.id()));
        Interaction now = crm.in(() -> crm.interactions.get(meeting.id()));
        assertThat(now.people())
                .extracting(Participant::contactId, Participant::answer)
                .containsExactly(tuple(juan.id(), Answer.ACCEPTED), tuple(luz.id(), null));
        assertThat(now.version()).as("who has it open may still save it").isEqualTo(meeting.version());
        assertThat(parameter(attendees(events(message(meeting.id())).get(0)).get(0), "PARTSTAT"))
                .isEqualTo("ACCEPTED");

        crm.as(
                ANA,
                () -> crm.interactions.update(
                        meeting.id(), new IfMatch(now.version()), now.toDraft().movedTo(NOON.plusSeconds(60))));
        assertThat(crm.in(() -> crm.interactions.get(meeting.id())).people())
                .as("they had answered for another time")
                .extracting(Participant::answer)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void if_nobody_was_chosen_the_contact_itself_is_invited(TestDatabase database) throws Exception {
        start(database);
        Interaction meeting = meeting(List.of());
        VEvent invitation = events(message(meeting.id())).get(0);
        assertThat(address(attendees(invitation).get(0))).isEqualTo("mailto:info@acme.com");
        Interaction answered = crm.in(
                        () -> invitations.reply(reply(invitation, "info@acme.com", "DECLINED", "20261121T100000Z")))
                .get(0);
        assertThat(answered.people()).as("it was not chosen for that").isEmpty();
        assertThat(parameter(attendees(events(message(meeting.id())).get(0)).get(0), "PARTSTAT"))
                .isEqualTo("DECLINED");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_cannot_be_an_invitation_or_an_answer_is_refused(TestDatabase database) throws Exception {
        start(database);
        Interaction meeting = meeting(List.of(juan.id()));
        VEvent invitation = events(message(meeting.id())).get(0);
        String request = message(meeting.id());

        assertThat(code(() -> crm.in(() -> invitations.reply("hola")))).isEqualTo("crm.calendar.unreadable");
        assertThat(code(() -> crm.in(() -> invitations.reply(request)))).isEqualTo("crm.calendar.no-reply");
        assertThat(code(() -> crm.in(() ->
                        invitations.reply(reply(invitation, "ladron@example.com", "ACCEPTED", "20261121T100000Z")))))
                .isEqualTo("crm.calendar.not-invited");
        assertThat(problem(() -> Tenant.call(
                                ARGENTINA,
                                () -> invitations.reply(
                                        reply(invitation, "juan@acme.com", "ACCEPTED", "20261121T100000Z"))))
                        .status())
                .isEqualTo(404);
        assertThat(code(() -> message(meeting(List.of(luz.id())).id()))).isEqualTo("crm.calendar.no-attendees");
        Interaction byProgram = crm.in(() ->
                crm.interactions.add(acme.id(), InteractionDraft.planned(InteractionType.MEETING, "Reunión", NOON)));
        assertThat(code(() -> message(byProgram.id()))).isEqualTo("crm.calendar.no-organizer");
        assertThat(problem(() -> message(Id.next())).status()).isEqualTo(404);
    }

    private static String code(Callable<?> work) {
        return problem(work).code();
    }
}
