package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.webhooks.internal.model.EventPattern;
import java.time.Instant;

/**
 * The body of a message. It is written once, when the event is taken, and then signed and sent to the letter. What an event
 * says ({@code data}) stands in it as the journal has it. {@code timestamp} says the same as {@code at}, under the name
 * Standard Webhooks recommends.
 */
final class Envelope {

    private Envelope() {}

    static String of(JournalEvent event) {
        return text(
                event.id(),
                event.type(),
                event.version(),
                event.organization(),
                event.at(),
                event.aggregate(),
                event.json());
    }

    /** The message that tries an endpoint out. */
    static String test(Id message, Id organization, Id endpoint, Instant at) {
        return text(message, EventPattern.TEST, 1, organization, at, endpoint, "{\"endpoint\":\"" + endpoint + "\"}");
    }

    /** Neither the names of types nor ids nor moments have anything in them that JSON would escape. */
    private static String text(
            Id id, String type, int version, Id organization, Instant at, Id aggregate, String data) {
        return "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"version\":" + version + ",\"organization\":\""
                + organization + "\",\"at\":\"" + at + "\",\"timestamp\":\"" + at + "\",\"aggregate\":\"" + aggregate
                + "\",\"data\":" + data + "}";
    }
}
