package io.rubro.fiscal.verifactu.internal.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the authority knows of an invoice, as far as its answers tell.
 *
 * @param known what it has
 * @param opening the type of a record it has not answered yet; null if there is none
 * @param issueRefused whether it refused the last record of issue
 * @param cancellationRefused whether it refused the last cancellation
 */
public record Standing(Known known, @Nullable RecordType opening, boolean issueRefused, boolean cancellationRefused) {

    /** What the authority may have of an invoice. */
    public enum Known {
        NONE,
        ISSUED,
        CANCELLED
    }

    /**
     * One record of the invoice.
     *
     * @param state null if it is not meant to be sent
     * @param code what the authority found wrong; null if nothing
     */
    public record Step(RecordType type, @Nullable SubmissionState state, @Nullable String code) {}

    /** After these records, oldest first. */
    public static Standing of(List<Step> steps) {
        Standing standing = new Standing(Known.NONE, null, false, false);
        for (Step step : steps) {
            standing = standing.after(step);
        }
        return standing;
    }

    private Standing after(Step step) {
        SubmissionState state = step.state();
        if (state == null) {
            return this;
        }
        boolean issue = step.type() == RecordType.ALTA;
        return switch (state) {
            case PENDING, SENT -> new Standing(known, step.type(), issueRefused, cancellationRefused);
            case ACCEPTED, ACCEPTED_WITH_ERRORS ->
                new Standing(issue ? Known.ISSUED : Known.CANCELLED, opening, false, false);
            case REJECTED -> refused(issue, step.code());
        };
    }

    /** The codes of state tell what the authority has; others only that it refused. */
    private Standing refused(boolean issue, @Nullable String code) {
        if (AuthorityCodes.DUPLICATE.equals(code)) {
            return new Standing(Known.ISSUED, opening, false, false);
        }
        if (AuthorityCodes.ALREADY_CANCELLED.equals(code)) {
            return new Standing(Known.CANCELLED, opening, false, false);
        }
        Known now = AuthorityCodes.UNKNOWN.equals(code) ? Known.NONE : known;
        return new Standing(now, opening, issue || issueRefused, !issue || cancellationRefused);
    }
}
