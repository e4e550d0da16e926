package io.rubro.crm.consent;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the history of consents, which is only ever added to.
 *
 * @param at when the person said so
 * @param value the address or number it was about, as it was then; null if none was named
 * @param note what proves it: the form, the campaign, the ticket
 * @param recordedBy who wrote it down, as the audit trail names callers
 * @param recordedAt when it was written down
 */
public record ConsentChange(
        Id id,
        Channel channel,
        Purpose purpose,
        ConsentState state,
        Instant at,
        ConsentMethod method,
        @Nullable String value,
        @Nullable String note,
        String recordedBy,
        Instant recordedAt) {}
