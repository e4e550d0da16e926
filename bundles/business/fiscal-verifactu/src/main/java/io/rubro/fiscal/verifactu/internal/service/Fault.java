package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.platform.ids.Id;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a chain.
 *
 * @param position where in the chain
 * @param record the record it was found at; null if there is none
 */
public record Fault(long position, @Nullable Id record, Kind kind) {

    /** The sorts of faults. */
    public enum Kind {
        /** What a record says is not what was sealed. */
        CHANGED,
        /** A record does not name the one before it, or names another. */
        BROKEN_LINK,
        /** A record is missing. */
        GAP,
        /** A record was generated before the one before it, or after now. */
        TIME,
        /** The chain has more or fewer records than its head says, or records of somebody else. */
        HEAD
    }
}
