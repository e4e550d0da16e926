package io.rubro.platform.audit.internal.rest;

import io.rubro.platform.audit.internal.model.Entry;
import io.rubro.platform.ids.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Entry} for people.
 *
 * @param title what was done, in the reader's language; null if no running module has words for it
 */
public record EntryView(
        long seq,
        Id id,
        Instant at,
        @Nullable String requestId,
        String actorKind,
        @Nullable Id actorId,
        String actorName,
        String action,
        @Nullable String title,
        String recordType,
        Id recordId,
        String details,
        String hash) {

    static EntryView of(Entry entry, @Nullable String title) {
        return new EntryView(
                entry.seq(),
                entry.id(),
                entry.at(),
                entry.requestId(),
                entry.actorKind(),
                entry.actorId(),
                entry.actorName(),
                entry.action(),
                title,
                entry.recordType(),
                entry.recordId(),
                entry.details(),
                entry.hash());
    }
}
