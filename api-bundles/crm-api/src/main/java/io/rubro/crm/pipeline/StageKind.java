package io.rubro.crm.pipeline;

/** What an opportunity in a stage is. */
public enum StageKind {
    /** Still to be decided. */
    OPEN,
    /** The customer bought. */
    WON,
    /** The customer did not buy. */
    LOST
}
