package io.rubro.crm.recommendations;

/** How much a recommendation matters; the weightiest first. */
public enum Priority {
    /** Money or the customer is about to be lost. */
    ALERT,
    /** Something may be won. */
    OPPORTUNITY,
    /** Good practice. */
    ADVICE
}
