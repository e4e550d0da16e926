package io.rubro.platform.webhooks.internal.model;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one endpoint.
 *
 * @param event its id, the same at every attempt and for every endpoint: the header {@code webhook-id}
 * @param attempts how often it was tried
 * @param nextAttempt when it is tried next; null unless pending
 * @param finished when it arrived or was given up; null while pending
 * @param lastStatus the HTTP status of the last answer; null if there was none
 * @param lastProblem why there was no answer the last time; null if there was one
 */
public record Delivery(
        Id id,
        Id endpoint,
        Id event,
        String type,
        DeliveryState state,
        int attempts,
        @Nullable Instant nextAttempt,
        Instant created,
        @Nullable Instant finished,
        @Nullable Integer lastStatus,
        @Nullable Problem lastProblem) {}
