package io.rubro.platform.events.internal.journal;

import java.time.Duration;

/**
 * The clocks of a journal.
 *
 * @param poll how long to wait for a wake-up before looking anyway
 * @param spacing the least time between two runs of the sequencer that find something: under load one run serves many
 *     commits, and one transaction of a subscriber many events of an organisation; after a pause there is no wait
 * @param tick how often leases are renewed and held events looked at
 * @param lease how long a silent node keeps its subscribers
 */
record Timing(Duration poll, Duration spacing, Duration tick, Duration lease, RetryPauses pauses) {

    static final Timing STANDARD = new Timing(
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            RetryPauses.STANDARD);
}
