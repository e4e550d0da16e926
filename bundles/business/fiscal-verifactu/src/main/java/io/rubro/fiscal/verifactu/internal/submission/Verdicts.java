package io.rubro.fiscal.verifactu.internal.submission;

import io.rubro.fiscal.verifactu.internal.model.AuthorityCodes;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import io.rubro.fiscal.verifactu.internal.submission.Batches.Outcome;
import io.rubro.fiscal.verifactu.internal.submission.Submissions.Submission;
import io.rubro.platform.ids.Id;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer means for the records that were sent. */
final class Verdicts {

    private Verdicts() {}

    /**
     * What became of the records an answer speaks of; those it does not are left out.
     *
     * @param records by id
     */
    static List<Outcome> of(List<Submission> sent, Map<Id, FiscalRecord> records, Answer answer) {
        List<Outcome> outcomes = new ArrayList<>();
        Set<Integer> used = new HashSet<>();
        for (Submission submission : sent) {
            FiscalRecord record = records.get(submission.record());
            if (record != null) {
                line(answer.lines(), used, record).ifPresent(line -> outcomes.add(outcome(submission, record, line)));
            }
        }
        return outcomes;
    }

    /** The line of a record: by our own name for it, else by number and sort, each line once and in their order. */
    private static Optional<Answer.Line> line(List<Answer.Line> lines, Set<Integer> used, FiscalRecord record) {
        String reference = record.id().toString();
        boolean issue = record.content().type() == RecordType.ALTA;
        for (int i = 0; i < lines.size(); i++) {
            Answer.Line line = lines.get(i);
            boolean same = line.reference() == null
                    ? line.number().equals(record.content().number()) && line.issue() == issue
                    : line.reference().equals(reference);
            if (same && used.add(i)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private static Outcome outcome(Submission submission, FiscalRecord record, Answer.Line line) {
        SubmissionState state =
                switch (line.state()) {
                    case "Correcto" -> SubmissionState.ACCEPTED;
                    case "AceptadoConErrores" -> SubmissionState.ACCEPTED_WITH_ERRORS;
                    default -> arrivedBefore(submission, record, line);
                };
        return state == SubmissionState.ACCEPTED
                ? new Outcome(submission, state, null, null)
                : new Outcome(submission, state, line.code(), line.message());
    }

    /**
     * A record whose first copy may have arrived is no duplicate if the authority has it: that was the copy. The state of
     * what it has then is the record's own, unless a cancellation that came with it has changed it since.
     */
    private static SubmissionState arrivedBefore(Submission submission, FiscalRecord record, Answer.Line line) {
        @Nullable String duplicate = line.duplicate();
        if (!submission.uncertain()) {
            return SubmissionState.REJECTED;
        }
        if (record.content().type() == RecordType.ANULACION) {
            return AuthorityCodes.ALREADY_CANCELLED.equals(line.code()) || "Anulada".equals(duplicate)
                    ? SubmissionState.ACCEPTED
                    : SubmissionState.REJECTED;
        }
        if (!AuthorityCodes.DUPLICATE.equals(line.code()) || duplicate == null) {
            return SubmissionState.REJECTED;
        }
        return duplicate.equals("AceptadaConErrores") ? SubmissionState.ACCEPTED_WITH_ERRORS : SubmissionState.ACCEPTED;
    }
}
