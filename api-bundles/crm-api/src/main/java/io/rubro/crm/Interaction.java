package io.rubro.crm;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
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
        @Nullable Source source,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {

    /**
     * A record of another module.
     *
     * @param module the module's id, {@code billing}
     * @param recordId the record; an organisation has at most one interaction for it
     * @param documentId the document the record belongs to, such as the invoice that was paid; null if it is one itself
     */
    public record Source(String module, Id recordId, @Nullable Id documentId) {

        /** A record that belongs to no other. */
        public Source(String module, Id recordId) {
            this(module, recordId, null);
        }
    }
}
