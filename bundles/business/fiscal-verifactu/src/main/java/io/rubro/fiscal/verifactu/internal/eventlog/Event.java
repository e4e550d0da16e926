package io.rubro.fiscal.verifactu.internal.eventlog;

import io.rubro.platform.ids.Id;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was logged.
 *
 * @param position its place in its chain, from 1
 * @param type list L2E
 * @param generatedAt {@code yyyy-mm-ddThh:mm:ss±hh:mm}
 * @param previous how it names the event before it; null in the first
 * @param fingerprint its <i>huella</i>
 * @param note what it says in words; null for nothing
 * @param recordPosition of a summary: up to which invoicing record it counts; null in all others
 * @param xml signed
 */
public record Event(
        Id id,
        Id chain,
        long position,
        String type,
        String generatedAt,
        @Nullable Link previous,
        String fingerprint,
        @Nullable String note,
        @Nullable Long recordPosition,
        String xml) {

    /** How an event is named. */
    public record Link(String type, String generatedAt, String fingerprint) {}

    /** How the next event names this one. */
    public Link asLink() {
        return new Link(type, generatedAt, fingerprint);
    }
}
