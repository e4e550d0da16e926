package io.rubro.billing.internal.documents.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How far a document has come. Expired and partial follow from its dates and its lines; people decide the others. */
public enum DocumentState {
    /** Being written; it has no number. */
    DRAFT,
    /** Sent, with its number. */
    OPEN,
    /** The customer agreed. */
    ACCEPTED,
    /** The customer declined. */
    REJECTED,
    /** A quote nobody answered in time. */
    EXPIRED,
    /** Something of it, but not all, was made into other documents. */
    PARTIAL,
    /** All of it was made into other documents, or somebody settled that the rest never will be. */
    CLOSED,
    /** It counts no more; its number stays used. */
    CANCELLED;

    /** What is shown of a document about which people decided this. */
    public static DocumentState shown(
            DocumentState decided, Progress progress, @Nullable LocalDate validUntil, LocalDate today) {
        if (!decided.goesOn()) {
            return decided;
        }
        return switch (progress) {
            case ALL -> CLOSED;
            case PARTIAL -> PARTIAL;
            case NONE -> decided == OPEN && validUntil != null && validUntil.isBefore(today) ? EXPIRED : decided;
        };
    }

    /** Whether something may still become of a document about which people decided this. */
    public boolean goesOn() {
        return this == OPEN || this == ACCEPTED;
    }
}
