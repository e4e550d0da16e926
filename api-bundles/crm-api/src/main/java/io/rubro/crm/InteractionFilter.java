package io.rubro.crm;

import io.rubro.platform.ids.Id;
import org.jspecify.annotations.Nullable;

/**
 * Which interactions are wanted; null asks for no restriction.
 *
 * @param contactId whose
 * @param done true for what happened, false for what is still to be done
 * @param due when it is due; nothing that is done
 * @param responsible the user who is to do it: its assignee or, if it has none, its author
 * @param text words, each of which must occur in the title or the name of the contact, whatever the case and accents
 */
public record InteractionFilter(
        @Nullable Id contactId,
        @Nullable Boolean done,
        @Nullable Due due,
        @Nullable Id responsible,
        @Nullable InteractionType type,
        @Nullable String text) {

    /** Those of a contact or of all, done or not. */
    public InteractionFilter(@Nullable Id contactId, @Nullable Boolean done) {
        this(contactId, done, null, null, null, null);
    }

    /** When something that is still to be done is due, by the days of the organisation's time zone. */
    public enum Due {
        /** At any time of this day. */
        TODAY,
        /** Before this day. */
        OVERDUE,
        /** After this day. */
        UPCOMING
    }
}
