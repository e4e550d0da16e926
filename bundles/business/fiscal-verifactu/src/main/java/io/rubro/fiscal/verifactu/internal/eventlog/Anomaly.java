package io.rubro.fiscal.verifactu.internal.eventlog;

/** What can be wrong with a record or an event, list L1E. */
public enum Anomaly {
    /** Its fingerprint is not that of its fields. */
    FINGERPRINT("01"),
    /** Its signature is missing, or is not of it. */
    SIGNATURE("02"),
    /** The one before it is not there. */
    GAP("04"),
    /** The chain has more or fewer than its head says. */
    HEAD("06"),
    /** It names another than the one before it. */
    LINK("08"),
    /** It was made before the one before it. */
    EARLIER("11"),
    /** It was made after now. */
    FUTURE("13");

    private final String code;

    Anomaly(String code) {
        this.code = code;
    }

    /** As the XML has it. */
    public String code() {
        return code;
    }
}
