package io.rubro.fiscal.verifactu.internal.model;

import io.rubro.fiscal.verifactu.internal.model.Standing.Known;
import io.rubro.platform.problem.ProblemException;
import java.util.Map;

/** Which operation is the right one for what the authority has of an invoice: the validations, annex 6. */
public final class Operations {

    private Operations() {}

    /**
     * How a corrected record of issue goes out.
     *
     * @throws ProblemException 409 while an answer is awaited, and once the invoice is cancelled
     */
    public static Operation correction(Standing standing) {
        if (standing.opening() != null) {
            throw refusal("open");
        }
        return switch (standing.known()) {
            case NONE -> Operation.ISSUE_UNKNOWN;
            case ISSUED -> standing.issueRefused() ? Operation.CORRECTION_AGAIN : Operation.CORRECTION;
            // the authority would take the invoice up again; here a cancelled invoice stays cancelled
            case CANCELLED -> throw refusal("cancelled");
        };
    }

    /**
     * How a cancellation goes out. A record of issue that waits for its answer goes before it and counts as accepted.
     *
     * @throws ProblemException 409 if the invoice is cancelled already or a cancellation is under way
     */
    public static Operation cancellation(Standing standing) {
        if (standing.opening() == RecordType.ANULACION || standing.known() == Known.CANCELLED) {
            throw refusal("cancelled");
        }
        if (standing.known() == Known.ISSUED || standing.opening() == RecordType.ALTA) {
            return standing.cancellationRefused() ? Operation.CANCELLATION_AGAIN : Operation.PLAIN;
        }
        return standing.cancellationRefused() ? Operation.CANCELLATION_UNKNOWN_AGAIN : Operation.CANCELLATION_UNKNOWN;
    }

    private static ProblemException refusal(String reason) {
        return ProblemException.conflict("fiscal-verifactu.operation." + reason, Map.of());
    }
}
