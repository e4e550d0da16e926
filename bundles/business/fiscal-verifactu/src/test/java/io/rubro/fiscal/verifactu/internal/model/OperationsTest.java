package io.rubro.fiscal.verifactu.internal.model;

import static io.rubro.fiscal.verifactu.internal.model.RecordType.ALTA;
import static io.rubro.fiscal.verifactu.internal.model.RecordType.ANULACION;
import static io.rubro.fiscal.verifactu.internal.model.SubmissionState.ACCEPTED;
import static io.rubro.fiscal.verifactu.internal.model.SubmissionState.ACCEPTED_WITH_ERRORS;
import static io.rubro.fiscal.verifactu.internal.model.SubmissionState.PENDING;
import static io.rubro.fiscal.verifactu.internal.model.SubmissionState.REJECTED;
import static io.rubro.fiscal.verifactu.internal.model.SubmissionState.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.fiscal.verifactu.internal.model.Standing.Step;
import io.rubro.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The operations the authority allows for what it has of an invoice: the validations 1.2.2, annex 6. */
class OperationsTest {

    private static Step step(RecordType type, SubmissionState state, String... code) {
        return new Step(type, state, code.length == 0 ? null : code[0]);
    }

    private static Standing after(Step... steps) {
        return Standing.of(List.of(steps));
    }

    private static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(409);
            assertThat(problem.code()).isEqualTo("fiscal-verifactu.operation." + code);
        });
    }

    @Test
    void what_was_refused_at_first_or_never_sent_goes_out_as_unknown() {
        assertThat(Operations.correction(after(step(ALTA, REJECTED, "1109")))).isEqualTo(Operation.ISSUE_UNKNOWN);
        assertThat(Operations.correction(after(step(ALTA, null)))).isEqualTo(Operation.ISSUE_UNKNOWN);
        assertThat(Operations.correction(after(step(ALTA, REJECTED, "1109"), step(ALTA, REJECTED, "1110"))))
                .isEqualTo(Operation.ISSUE_UNKNOWN);
    }

    @Test
    void what_the_authority_has_is_corrected() {
        assertThat(Operations.correction(after(step(ALTA, ACCEPTED)))).isEqualTo(Operation.CORRECTION);
        assertThat(Operations.correction(after(step(ALTA, ACCEPTED_WITH_ERRORS, "2001"))))
                .isEqualTo(Operation.CORRECTION);
        assertThat(Operations.correction(after(step(ALTA, REJECTED, "1109"), step(ALTA, ACCEPTED))))
                .isEqualTo(Operation.CORRECTION);
    }

    @Test
    void a_correction_after_a_refused_one_says_so() {
        assertThat(Operations.correction(after(step(ALTA, ACCEPTED), step(ALTA, REJECTED, "1109"))))
                .isEqualTo(Operation.CORRECTION_AGAIN);
    }

    @Test
    void codes_of_state_tell_what_the_authority_has() {
        assertThat(Operations.correction(after(step(ALTA, REJECTED, "3000")))).isEqualTo(Operation.CORRECTION);
        assertThat(Operations.correction(after(step(ALTA, ACCEPTED), step(ALTA, REJECTED, "3002"))))
                .isEqualTo(Operation.ISSUE_UNKNOWN);
        refused(
                () -> Operations.cancellation(after(step(ALTA, ACCEPTED), step(ANULACION, REJECTED, "3001"))),
                "cancelled");
    }

    @Test
    void nothing_is_corrected_before_the_answer() {
        refused(() -> Operations.correction(after(step(ALTA, PENDING))), "open");
        refused(() -> Operations.correction(after(step(ALTA, ACCEPTED), step(ALTA, SENT))), "open");
    }

    @Test
    void a_cancelled_invoice_stays_cancelled() {
        Standing cancelled = after(step(ALTA, ACCEPTED), step(ANULACION, ACCEPTED));
        refused(() -> Operations.correction(cancelled), "cancelled");
        refused(() -> Operations.cancellation(cancelled), "cancelled");
        refused(() -> Operations.cancellation(after(step(ALTA, ACCEPTED), step(ANULACION, PENDING))), "cancelled");
    }

    @Test
    void a_cancellation_says_whether_the_authority_has_the_invoice_and_whether_it_refused_before() {
        assertThat(Operations.cancellation(after(step(ALTA, ACCEPTED)))).isEqualTo(Operation.PLAIN);
        assertThat(Operations.cancellation(after(step(ALTA, PENDING)))).isEqualTo(Operation.PLAIN);
        assertThat(Operations.cancellation(after(step(ALTA, ACCEPTED), step(ANULACION, REJECTED, "1100"))))
                .isEqualTo(Operation.CANCELLATION_AGAIN);
        assertThat(Operations.cancellation(after(step(ALTA, REJECTED, "1109"))))
                .isEqualTo(Operation.CANCELLATION_UNKNOWN);
        assertThat(Operations.cancellation(after(step(ALTA, null)))).isEqualTo(Operation.CANCELLATION_UNKNOWN);
        assertThat(Operations.cancellation(after(step(ALTA, REJECTED, "1109"), step(ANULACION, REJECTED, "3002"))))
                .isEqualTo(Operation.CANCELLATION_UNKNOWN_AGAIN);
    }

    /** Whatever happened to an invoice, the operation chosen is one the authority's table does not call an error. */
    @Test
    void no_history_leads_to_an_operation_the_table_forbids() {
        List<Step> possible = new ArrayList<>();
        for (RecordType type : RecordType.values()) {
            for (SubmissionState state : SubmissionState.values()) {
                possible.add(step(type, state));
            }
        }
        for (Step first : possible) {
            for (Step second : possible) {
                for (Step third : possible) {
                    allowed(after(first, second, third));
                }
            }
        }
    }

    private static void allowed(Standing standing) {
        try {
            Operation correction = Operations.correction(standing);
            boolean unknown = "X".equals(correction.rejection());
            assertThat(unknown).isEqualTo(standing.known() == Standing.Known.NONE);
            assertThat(correction.correction()).isEqualTo("S");
            assertThat(correction.withoutRecord()).isNull();
        } catch (ProblemException refused) {
            assertThat(refused.status()).isEqualTo(409);
        }
        try {
            Operation cancellation = Operations.cancellation(standing);
            boolean there = standing.known() == Standing.Known.ISSUED || standing.opening() == ALTA;
            assertThat("S".equals(cancellation.withoutRecord())).isEqualTo(!there);
            assertThat(cancellation.correction()).isNull();
        } catch (ProblemException refused) {
            assertThat(refused.status()).isEqualTo(409);
        }
    }
}
