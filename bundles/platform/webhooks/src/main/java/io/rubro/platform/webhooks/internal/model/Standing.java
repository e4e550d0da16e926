package io.rubro.platform.webhooks.internal.model;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint fares; counts what the log holds, the last 30 days.
 *
 * @param waiting deliveries that are still to be made, or tried again
 * @param failed deliveries given up
 * @param failingSince the first failure since something last arrived; null if the last one arrived
 * @param pausedUntil until when nothing is sent, because it asked for that or does not answer; null if not
 * @param lastDelivered when something last arrived; null if never
 */
public record Standing(
        Id endpoint,
        long waiting,
        long delivered,
        long failed,
        @Nullable Instant failingSince,
        @Nullable Instant pausedUntil,
        @Nullable Instant lastDelivered) {}
