package io.rubro.fiscal.verifactu.internal.model;

/** How far a record has come on its way to the authority. */
public enum SubmissionState {
    /** It waits its turn. */
    PENDING,
    /** It was sent and nobody has answered yet. */
    SENT,
    /** The authority has it. */
    ACCEPTED,
    /** The authority has it and found something that has to be corrected. */
    ACCEPTED_WITH_ERRORS,
    /** The authority refused it. */
    REJECTED;

    /** Whether the authority has yet to say something. */
    public boolean open() {
        return this == PENDING || this == SENT;
    }

    /** Whether the authority has it. */
    public boolean accepted() {
        return this == ACCEPTED || this == ACCEPTED_WITH_ERRORS;
    }
}
