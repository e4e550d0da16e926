package io.rubro.platform.events.internal.journal;

/** Why an event waits beside the cursor. */
public enum HeldState {
    /** It failed and will be tried again. */
    RETRY,
    /** It failed for good; an administrator decides. */
    PARKED,
    /** An earlier event of the same record waits. */
    HELD
}
