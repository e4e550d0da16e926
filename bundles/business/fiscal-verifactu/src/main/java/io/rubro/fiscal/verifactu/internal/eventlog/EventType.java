package io.rubro.fiscal.verifactu.internal.eventlog;

/** The sorts of events, list L2E. */
public enum EventType {
    /** The program begins to work without VERI*FACTU. */
    BEGIN("01"),
    /** The program ends to work without VERI*FACTU. */
    END("02"),
    /** Invoicing records are checked. */
    RECORD_CHECK("03"),
    /** Something is wrong with an invoicing record. */
    RECORD_ANOMALY("04"),
    /** Events are checked. */
    EVENT_CHECK("05"),
    /** Something is wrong with an event. */
    EVENT_ANOMALY("06"),
    /** A backup was restored. */
    RESTORE("07"),
    /** The invoicing records of a period were exported. */
    RECORD_EXPORT("08"),
    /** The events of a period were exported. */
    EVENT_EXPORT("09"),
    /** What happened since the summary before. */
    SUMMARY("10"),
    /** Anything else. */
    OTHER("90");

    private final String code;

    EventType(String code) {
        this.code = code;
    }

    /** As the XML has it. */
    public String code() {
        return code;
    }
}
