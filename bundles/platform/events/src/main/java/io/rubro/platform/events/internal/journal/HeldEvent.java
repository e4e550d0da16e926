package io.rubro.platform.events.internal.journal;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event a subscriber holds, for people.
 *
 * @param attempts how often it failed
 * @param nextTry when it is tried again, if its state is {@link HeldState#RETRY}
 * @param error how it failed the last time; null if it only waits for an earlier one
 */
public record HeldEvent(
        String subscriber,
        long position,
        Id id,
        String type,
        Id organization,
        Id aggregate,
        HeldState state,
        int attempts,
        @Nullable Instant nextTry,
        @Nullable String error,
        Instant heldAt) {}
