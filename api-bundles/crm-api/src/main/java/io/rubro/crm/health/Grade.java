package io.rubro.crm.health;

/** How things stand with a customer, in one word. */
public enum Grade {
    /** Buys and pays as one would wish. */
    EXCELLENT,
    /** Nothing to worry about. */
    GOOD,
    /** Something should be looked at. */
    ATTENTION,
    /** Money or the customer may be lost. */
    DANGER,
    /** Too little happened to tell. */
    UNKNOWN
}
