package io.rubro.crm.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said, to be written down.
 *
 * @param at when it was said, not in the future; null for now
 * @param value the address or number it is about; null for the contact's own
 * @param note what proves it, at most 500 characters
 */
public record ConsentDraft(
        Channel channel,
        Purpose purpose,
        ConsentState state,
        @Nullable Instant at,
        ConsentMethod method,
        @Nullable String value,
        @Nullable String note) {

    public static final int MAX_NOTE = 500;
}
