package io.rubro.crm.internal.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import io.rubro.crm.Interaction;
import io.rubro.crm.Interaction.Answer;
import io.rubro.crm.Interactions;
import io.rubro.crm.internal.interactions.Participants;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Invitations to interactions, and what people answer to them. */
@Component(service = Invitations.class)
public final class Invitations {

    private static final Pattern UID = Pattern.compile("interaction-([0-9A-Za-z]{13})@crm\\.rubro");

    private final Transactions transactions;
    private final Interactions interactions;
    private final Participants participants;
    private final Attendees attendees;
    private final InvitationTexts texts;
    private final Cancellations cancellations;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime. */
    @Activate
    public Invitations(
            @Reference Transactions transactions,
            @Reference Interactions interactions,
            @Reference Participants participants,
            @Reference Attendees attendees,
            @Reference InvitationTexts texts,
            @Reference Cancellations cancellations,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this.transactions = transactions;
        this.interactions = interactions;
        this.participants = participants;
        this.attendees = attendees;
        this.texts = texts;
        this.cancellations = cancellations;
        this.audit = audit;
        this.live = live;
    }

    /**
     * What is to be sent to those who take part: the request, or the cancellation if the interaction was deleted in the
     * last 90 days.
     *
     * @throws ProblemException 404 if there is and was no such interaction; 409 if it mirrors a record of another module,
     *     nobody invites who has an e-mail address, or nobody is invited who has one
     */
    public String message(Id interaction) {
        return transactions.required(
                () -> cancellations.find(interaction).orElseGet(() -> texts.get(interactions.get(interaction))
                        .request()));
    }

    /**
     * Notes what somebody answered. An answer older than the one already known changes nothing.
     *
     * @param text a message with {@code METHOD:REPLY}
     * @return the interactions it answers, as they are now
     * @throws ProblemException 422 if it is no such message, or of somebody who is not invited; 404 if it answers an
     *     invitation nobody knows
     */
    public List<Interaction> reply(String text) {
        ICalendar calendar = Ics.read(text);
        if (calendar.getMethod() == null
                || !calendar.getMethod().isReply()
                || calendar.getEvents().isEmpty()) {
            throw ProblemException.of(422, "crm.calendar.no-reply", Map.of());
        }
        return transactions.required(
                () -> calendar.getEvents().stream().map(this::reply).toList());
    }

    private Interaction reply(VEvent event) {
        String uid = event.getUid() == null ? "" : String.valueOf(event.getUid().getValue());
        Interaction interaction = interactions.get(interaction(uid)
                .orElseThrow(() -> ProblemException.of(404, "crm.calendar.unknown", Map.of("uid", uid))));
        Instant at = event.getDateTimeStamp() == null
                ? Instant.now()
                : event.getDateTimeStamp().getValue().toInstant();
        for (Attendee who : event.getAttendees()) {
            String email = email(who);
            Attendees.Attendee invited = attendees
                    .find(interaction, email)
                    .orElseThrow(() -> ProblemException.of(422, "crm.calendar.not-invited", Map.of("email", email)));
            if (participants.answer(interaction.id(), invited.contact(), answer(who.getParticipationStatus()), at)) {
                audit.record(
                        "crm.interaction.answer",
                        "interaction",
                        interaction.id(),
                        Map.of("contact", invited.contact().toString()));
                live.publish(
                        LiveUpdates.CHANGE,
                        "crm.interaction.read",
                        Map.of("type", "crm.interaction", "id", interaction.id(), "contact", interaction.contactId()));
            }
        }
        return interactions.get(interaction.id());
    }

    private static Optional<Id> interaction(String uid) {
        Matcher matcher = UID.matcher(uid);
        try {
            return matcher.matches() ? Optional.of(Id.valueOf(matcher.group(1))) : Optional.empty();
        } catch (IllegalArgumentException noIdentifier) {
            return Optional.empty();
        }
    }

    private static String email(Attendee who) {
        if (who.getEmail() != null) {
            return who.getEmail();
        }
        @Nullable String uri = who.getUri();
        return uri == null ? "" : uri.replaceFirst("(?i)^mailto:", "");
    }

    private static @Nullable Answer answer(@Nullable ParticipationStatus status) {
        if (ParticipationStatus.ACCEPTED.equals(status)) {
            return Answer.ACCEPTED;
        }
        if (ParticipationStatus.DECLINED.equals(status)) {
            return Answer.DECLINED;
        }
        return ParticipationStatus.TENTATIVE.equals(status) ? Answer.TENTATIVE : null;
    }
}
