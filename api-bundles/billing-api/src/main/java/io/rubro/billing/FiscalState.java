package io.rubro.billing;

/** What the authority knows of an issued invoice, where a regime reports to one. */
public enum FiscalState {
    /** Nothing, and nothing is owed: the regime keeps its records here until they are asked for. */
    NOT_SENT,
    /** It will be told; the last record is on its way or waits its turn. */
    PENDING,
    /** It has it. */
    ACCEPTED,
    /** It has it and found something that has to be corrected. */
    ACCEPTED_WITH_ERRORS,
    /** It refused it; it has to be corrected and sent again. */
    REJECTED,
    /** It knows that the invoice was cancelled. */
    CANCELLED,
    /** It cannot be reached; the invoice counts all the same and is sent as soon as it can be. */
    CONTINGENCY
}
