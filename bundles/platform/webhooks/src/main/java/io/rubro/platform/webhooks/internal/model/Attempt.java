package io.rubro.platform.webhooks.internal.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of a delivery.
 *
 * @param at when it began: the header {@code webhook-timestamp}, in seconds
 * @param millis how long it took
 * @param status the HTTP status; null if there was no answer
 * @param problem why there was none; null if there was one
 * @param answer the first 1,000 characters of the answer's body, or what went wrong in words of the machine
 */
public record Attempt(
        Instant at, long millis, @Nullable Integer status, @Nullable Problem problem, @Nullable String answer) {}
