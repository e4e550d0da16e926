package io.rubro.platform.events.internal.journal;

import org.jspecify.annotations.Nullable;

/**
 * Where a subscriber stands.
 *
 * @param position every event up to here is delivered or held
 * @param lag how many positions follow
 * @param state whether it is there
 * @param node who serves it; null if nobody does
 * @param held how many events it holds, and of these
 * @param parked how many wait for an administrator
 */
public record SubscriberStatus(
        String name, long position, long lag, State state, @Nullable String node, long held, long parked) {

    /** Whether a subscriber is there. */
    public enum State {
        /** It receives events. */
        RUNNING,
        /** Its module is stopped or uninstalled; events wait for it. */
        ABSENT
    }
}
