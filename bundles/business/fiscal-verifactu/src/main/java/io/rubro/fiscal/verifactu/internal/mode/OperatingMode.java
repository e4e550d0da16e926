package io.rubro.fiscal.verifactu.internal.mode;

/** How the program works for a business: RD 1007/2023, articles 15 and 16. */
public enum OperatingMode {
    /** Every record is sent to the authority; nothing is signed, no events are logged. */
    VERIFACTU,
    /** Every record is signed and kept, events are logged, and the authority gets what it asks for. */
    NO_VERIFACTU
}
