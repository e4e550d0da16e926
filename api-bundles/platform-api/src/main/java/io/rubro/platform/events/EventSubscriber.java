package io.rubro.platform.events;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives events from the journal. Publish it as an OSGi service; the platform delivers.
 *
 * <p>Each event of the wanted types arrives in order per aggregate, in a transaction that also records the progress,
 * for the organisation it happened in: exactly once in effect, provided the effects are in that transaction. It does
 * not matter whether the subscriber was started, stopped or installed when the event was written. An exception rolls
 * back; the event is retried with growing pauses and parked after four attempts, together with later events of the
 * same aggregate, where an administrator sees and replays it. It blocks no other aggregate and no other subscriber.
 */
@ConsumerType
public interface EventSubscriber {

    /**
     * In {@link #types()}: every type there is and will be. Meant for what passes events on as they are; it reads the whole
     * journal.
     */
    String ALL = "*";

    /** The stable identity its progress is kept under: {@code crm.billing-timeline}. Never reuse it for another purpose. */
    String name();

    /** The names of the event types it wants, or {@link #ALL} among them for every type; asked once. */
    Set<String> types();

    /** Where a subscriber that was never seen before starts. */
    default Start start() {
        return Start.BEGINNING;
    }

    /**
     * Takes one event, inside its transaction. No network and no waiting here.
     *
     * @throws Exception if it cannot be taken now; it will be retried
     */
    void on(JournalEvent event) throws Exception;

    /** Where a new subscriber starts in the journal. */
    enum Start {
        /** With the oldest event kept. */
        BEGINNING,
        /** With the next event. */
        NOW
    }
}
