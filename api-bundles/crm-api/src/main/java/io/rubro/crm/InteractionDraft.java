package io.rubro.crm;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored of an interaction; the whole of it, also when it is updated. Texts are trimmed and blank ones
 * count as absent.
 *
 * @param title 1 to 200 characters
 * @param description at most 4,000 characters
 * @param at when it happened or is due, in the years 1900 to 9999
 * @param minutes its length, from 1 to 1,440
 * @param participants at most 300 characters
 * @param done whether it happened
 * @param amount of a sale or payment: not negative, at most two decimals and thirteen digits before them; of other types
 *     absent
 * @param currency ISO 4217; if absent, an amount is in the organisation's own currency
 * @param outcome what came of it, at most 300 characters
 * @param assigneeId who is to do it: a user of the organisation
 * @param people contacts that take part, at most 20; twice counts once
 * @param opportunityId the opportunity it is about
 * @param remindMinutes how long before {@code at} somebody is to be reminded, from 0 to 40,320, which is four weeks
 */
public record InteractionDraft(
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
        @Nullable Id assigneeId,
        List<Id> people,
        @Nullable Id opportunityId,
        @Nullable Integer remindMinutes) {

    public static final int MAX_TITLE = 200;
    public static final int MAX_DESCRIPTION = 4_000;
    public static final int MAX_MINUTES = 1_440;
    public static final int MAX_PARTICIPANTS = 300;
    public static final int MAX_OUTCOME = 300;
    public static final int MAX_PEOPLE = 20;
    public static final int MAX_REMIND_MINUTES = 40_320;

    public InteractionDraft {
        people = List.copyOf(people);
    }

    /** What happens with the contact alone: assigned to nobody, about no opportunity, without a reminder. */
    public InteractionDraft(
            InteractionType type,
            String title,
            @Nullable String description,
            Instant at,
            @Nullable Integer minutes,
            @Nullable String participants,
            boolean done,
            @Nullable BigDecimal amount,
            @Nullable String currency) {
        this(
                type,
                title,
                description,
                at,
                minutes,
                participants,
                done,
                amount,
                currency,
                null,
                null,
                List.of(),
                null,
                null);
    }

    /** Something still to be done. */
    public static InteractionDraft planned(InteractionType type, String title, Instant at) {
        return new InteractionDraft(type, title, null, at, null, null, false, null, null);
    }

    /** This draft for another user to do, or for nobody in particular. */
    public InteractionDraft assignedTo(@Nullable Id user) {
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
                user,
                people,
                opportunityId,
                remindMinutes);
    }

    /** This draft about an opportunity, or about none. */
    public InteractionDraft about(@Nullable Id opportunity) {
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
                assigneeId,
                people,
                opportunity,
                remindMinutes);
    }

    /** This draft with a reminder so many minutes before, or with none. */
    public InteractionDraft reminded(@Nullable Integer minutesBefore) {
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
                assigneeId,
                people,
                opportunityId,
                minutesBefore);
    }

    /** This draft with these contacts taking part. */
    public InteractionDraft with(List<Id> contacts) {
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
                assigneeId,
                contacts,
                opportunityId,
                remindMinutes);
    }

    /** This draft at another time. */
    public InteractionDraft movedTo(Instant time) {
        return new InteractionDraft(
                type,
                title,
                description,
                time,
                minutes,
                participants,
                done,
                amount,
                currency,
                outcome,
                assigneeId,
                people,
                opportunityId,
                remindMinutes);
    }

    /** This draft as done, with what came of it, if anything. */
    public InteractionDraft done(@Nullable String result) {
        return new InteractionDraft(
                type,
                title,
                description,
                at,
                minutes,
                participants,
                true,
                amount,
                currency,
                result,
                assigneeId,
                people,
                opportunityId,
                remindMinutes);
    }
}
