package io.rubro.platform.events.internal.journal;

import java.time.Instant;

/** An event that waits beside the cursor of a subscriber. */
record HeldEntry(long position, AggregateKey key, HeldState state, int attempts, Instant nextTry) {

    /** Whether it may be tried, given that nothing of its record waits before it. */
    boolean isDue(Instant now) {
        return switch (state) {
            case PARKED -> false;
            case HELD -> true;
            case RETRY -> !nextTry.isAfter(now);
        };
    }
}
