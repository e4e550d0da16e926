package io.rubro.platform.events.internal.journal;

import io.rubro.platform.persistence.Transactions;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What the lanes of one journal share.
 *
 * @param head the last position given, as far as this node knows
 * @param workers run lanes
 */
record LaneContext(
        Transactions transactions,
        EventTable events,
        ProgressTable progress,
        HeldTable held,
        Cluster cluster,
        RetryPauses pauses,
        JournalMetrics metrics,
        ParkedNews news,
        LongSupplier head,
        Executor workers) {}
