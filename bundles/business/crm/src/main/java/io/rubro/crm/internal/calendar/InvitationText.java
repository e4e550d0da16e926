package io.rubro.crm.internal.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationLevel;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import io.rubro.crm.Interaction;
import io.rubro.crm.Interaction.Answer;
import io.rubro.platform.security.Colleague;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages about one meeting as calendars exchange them (iTIP, RFC 5546): the request that invites, sent again after each
 * change, and the cancellation. The name ({@code UID}) stays, {@code SEQUENCE} grows with every change.
 *
 * @param language of the organisation
 * @param organizer who invites
 * @param attendees who are invited, at least one
 */
record InvitationText(
        String language, Interaction interaction, Colleague organizer, List<Attendees.Attendee> attendees) {

    /** Asks them to come, or tells them what has changed. */
    String request() {
        VEvent event = event(interaction.version(), interaction.updatedAt());
        event.setStatus(Status.confirmed());
        for (Attendees.Attendee who : attendees) {
            Attendee attendee = attendee(who);
            attendee.setParticipationStatus(status(who.answer()));
            attendee.setRsvp(true);
            event.addAttendee(attendee);
        }
        return message(Method.request(), event);
    }

    /** Tells them that it does not take place. */
    String cancellation(Instant now) {
        VEvent event = event(interaction.version() + 1, now);
        event.setStatus(Status.cancelled());
        attendees.forEach(who -> event.addAttendee(attendee(who)));
        return message(Method.cancel(), event);
    }

    private VEvent event(long sequence, Instant changed) {
        VEvent event = new VEvent();
        int minutes = Objects.requireNonNullElse(interaction.minutes(), InteractionCalendar.USUAL_MINUTES);
        event.setUid(InteractionCalendar.uid(interaction.id()));
        event.setSequence(Math.toIntExact(sequence));
        event.setDateTimeStamp(Date.from(changed));
        event.setDateStart(Date.from(interaction.at()));
        event.setDateEnd(Date.from(interaction.at().plus(Duration.ofMinutes(minutes))));
        event.setSummary(interaction.title());
        if (interaction.description() != null) {
            event.setDescription(interaction.description());
        }
        event.setOrganizer(new Organizer(Ics.parameter(organizer.name()), organizer.email()));
        return event;
    }

    private static Attendee attendee(Attendees.Attendee who) {
        Attendee attendee = new Attendee(Ics.parameter(who.name()), who.email());
        attendee.setParticipationLevel(ParticipationLevel.REQUIRED);
        return attendee;
    }

    private static ParticipationStatus status(@Nullable Answer answer) {
        if (answer == null) {
            return ParticipationStatus.NEEDS_ACTION;
        }
        return switch (answer) {
            case ACCEPTED -> ParticipationStatus.ACCEPTED;
            case DECLINED -> ParticipationStatus.DECLINED;
            case TENTATIVE -> ParticipationStatus.TENTATIVE;
        };
    }

    private String message(Method method, VEvent event) {
        ICalendar calendar = Ics.calendar(language);
        calendar.setMethod(method);
        calendar.addEvent(event);
        return Ics.write(calendar);
    }
}
