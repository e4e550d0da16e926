package io.rubro.platform.events.internal.journal;

import org.jspecify.annotations.Nullable;

/** A subscriber could not take its events; the transaction was rolled back. */
final class SubscriberFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable StoredEvent event;
    private final Throwable cause;

    SubscriberFailure(@Nullable StoredEvent event, Throwable cause) {
        super(cause);
        this.event = event;
        this.cause = cause;
    }

    /** The event it failed at; null if it was the commit that failed. */
    @Nullable
    StoredEvent event() {
        return event;
    }

    Throwable cause() {
        return cause;
    }
}
