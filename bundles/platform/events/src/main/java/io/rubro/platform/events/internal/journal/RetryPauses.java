package io.rubro.platform.events.internal.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long to wait after each failure of an event.
 *
 * @param pauses after the first, second … failure; one more failure and the event is parked
 */
record RetryPauses(List<Duration> pauses) {

    /** Four attempts within about a minute: what is over in a moment passes by itself, the rest needs a person. */
    static final RetryPauses STANDARD =
            new RetryPauses(List.of(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(50)));

    /** The entry after it failed once more. */
    HeldEntry failed(HeldEntry entry, Instant now) {
        int attempts = entry.attempts() + 1;
        return attempts > pauses.size()
                ? new HeldEntry(entry.position(), entry.key(), HeldState.PARKED, attempts, now)
                : new HeldEntry(
                        entry.position(), entry.key(), HeldState.RETRY, attempts, now.plus(pauses.get(attempts - 1)));
    }
}
