package io.rubro.platform.events;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** One event as the journal delivers it. */
@ProviderType
public interface JournalEvent {

    /** Its place in the journal: gap-free and ascending in the order of delivery. */
    long position();

    /** Its own identifier, the same at every delivery: the key for idempotent effects outside the database. */
    Id id();

    /** The name from {@link EventType#value()}. */
    String type();

    /** The version from {@link EventType#version()}. */
    int version();

    /** The organisation it happened in; also {@code Tenant.current()} during delivery. */
    Id organization();

    /** The record it happened to. */
    Id aggregate();

    /** When it was published. */
    Instant at();

    /** The payload as JSON text. */
    String json();

    /**
     * The payload as a record. Unknown fields are ignored and missing ones are null, so that a reader survives additions.
     *
     * @throws IllegalArgumentException if the JSON does not fit
     */
    <T> T payload(Class<T> type);
}
