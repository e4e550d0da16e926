package io.rubro.platform.audit.internal.model;

import org.jspecify.annotations.Nullable;

/**
 * What the verification of a trail found.
 *
 * @param intact whether every entry from the first to the last is as it was written
 * @param entries how many were found right, up to the fault
 * @param lastHash the hash of the last one: note it elsewhere, and nobody can cut off the end and adjust the head unseen
 * @param fault the first thing that is wrong; null if nothing is
 */
public record Verification(boolean intact, long entries, @Nullable String lastHash, @Nullable Fault fault) {

    /**
     * Something wrong.
     *
     * @param seq the place where it shows
     */
    public record Fault(long seq, Kind kind) {}

    /** The sorts of faults. */
    public enum Kind {
        /** The entry, or the one before it, is not as it was written. */
        CHANGED,
        /** Entries are missing here. */
        MISSING,
        /** The end was cut off. */
        TRUNCATED,
        /** The stored head is not that of the last entry: one of the two was tampered with. */
        HEAD,
        /** The trail is whole in itself but is not the one whose head was noted elsewhere. */
        NOT_AS_NOTED
    }
}
