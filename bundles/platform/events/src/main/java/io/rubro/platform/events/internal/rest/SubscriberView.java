package io.rubro.platform.events.internal.rest;

import io.rubro.platform.events.internal.journal.SubscriberStatus;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SubscriberStatus} for people.
 *
 * @param title what it does with events, in the reader's language: the message {@code subscriber.<name>} of its module;
 *     the name if there is none
 */
public record SubscriberView(
        String name,
        String title,
        long position,
        long lag,
        SubscriberStatus.State state,
        @Nullable String node,
        long held,
        long parked) {

    static SubscriberView of(SubscriberStatus status, String title) {
        return new SubscriberView(
                status.name(),
                title,
                status.position(),
                status.lag(),
                status.state(),
                status.node(),
                status.held(),
                status.parked());
    }
}
