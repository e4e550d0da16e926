package io.rubro.crm.consent;

/** What somebody said to being reached on a channel for a purpose. */
public enum ConsentState {
    /** Nothing is known; taken for a no. */
    UNKNOWN,
    GRANTED,
    /** Taken back, or refused. Beats whatever was said before or at the same moment. */
    WITHDRAWN
}
