package io.rubro.crm;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, or is to happen, between the business and a contact.
 *
 * @param at when it happened or is due
 * @param minutes its length, from 1 to 1,440; null if it has none
 * @param participants who took part, free text
 * @param done whether it happened; false while it is still to be done
 * @param amount of a sale or payment, two decimals; null for other types
 * @param currency ISO 4217; there exactly if the amount is
 * @param outcome what came of it, free text: «no contestó»
 * @param author who wrote it down; null if nobody did, as when it mirrors another record
 * @param assignee who is to do it; null for nobody in particular
 * @param people those of the participants that are contacts, in the order given
 * @param opportunityId the opportunity it is about
 * @param remindMinutes how long before {@code at} somebody is to be reminded, from 0; null for not at all
 * @param remindAt when the next reminder is due; null if there is none to come
 * @param source the record of another module it mirrors; such an interaction is not changed by hand. Null if a person
 *     wrote it
 */
public record Interaction(
        Id id,
        Id contactId,
        InteractionType type,
        String title,
        @Nullable String description,
        Instant at,
        @Nullable Integer minutes,
        @Nullable String participants,
        boolean done,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable String outcome,
        @Nullable Worker author,
        @Nullable Worker assignee,
        List<Participant> people,
        @Nullable Id opportunityId,
        @Nullable Integer remindMinutes,
        @Nullable Instant remindAt,
        @Nullable Source source,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {

    public Interaction {
        people = List.copyOf(people);
    }

    /**
     * Somebody who works for the business.
     *
     * @param id the user; null for a program
     * @param name as it was when it was written down
     */
    public record Worker(@Nullable Id id, String name) {}

    /**
     * A contact that takes part.
     *
     * @param name as it is now
     * @param answer what it said to an invitation; null if nothing yet
     * @param answeredAt when; there exactly if the answer is
     */
    public record Participant(Id contactId, String name, @Nullable Answer answer, @Nullable Instant answeredAt) {}

    /** What somebody says to an invitation. */
    public enum Answer {
        ACCEPTED,
        DECLINED,
        TENTATIVE
    }

    /**
     * A record of another module.
     *
     * @param module the module's id, {@code billing}
     * @param recordId the record; an organisation has at most one interaction for it
     * @param documentId the document the record belongs to, such as the invoice that was paid; null if it is one itself
     * @param path the page to look at, within the pages of the module; null if it follows from the record or there is none
     */
    public record Source(String module, Id recordId, @Nullable Id documentId, @Nullable String path) {

        /** A record that belongs to no other. */
        public Source(String module, Id recordId) {
            this(module, recordId, null, null);
        }

        /** A record that belongs to a document. */
        public Source(String module, Id recordId, @Nullable Id documentId) {
            this(module, recordId, documentId, null);
        }
    }

    /** What a draft would have to say to change nothing. */
    public InteractionDraft toDraft() {
        return new InteractionDraft(
                type,
                title,
                description,
                at,
                minutes,
                participants,
                done,
                amount,
                currency,
                outcome,
                assignee == null ? null : assignee.id(),
                people.stream().map(Participant::contactId).toList(),
                opportunityId,
                remindMinutes);
    }
}
