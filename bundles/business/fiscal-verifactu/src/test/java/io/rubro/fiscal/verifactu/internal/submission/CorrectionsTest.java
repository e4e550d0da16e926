package io.rubro.fiscal.verifactu.internal.submission;

import static io.rubro.fiscal.verifactu.internal.service.Taxpayer.acme;
import static io.rubro.fiscal.verifactu.internal.service.Taxpayer.invoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.FiscalState;
import io.rubro.billing.FiscalStateChanged;
import io.rubro.billing.Invoice;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Operation;
import io.rubro.fiscal.verifactu.internal.model.Recipient;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import io.rubro.fiscal.verifactu.internal.service.Change;
import io.rubro.fiscal.verifactu.internal.service.Taxpayer;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records put right, with an authority that judges them by its table of states. */
class CorrectionsTest {

    private ScriptedAuthority there;
    private Taxpayer taxpayer;
    private Sender sender;

    @BeforeEach
    void open() throws Exception {
        there = new ScriptedAuthority();
        taxpayer = new Taxpayer(TestDatabase.DERBY);
        sender = new Sender(
                taxpayer.platform.transactions(),
                taxpayer.platform.sql(),
                taxpayer.chain,
                taxpayer.submissions,
                there.authority(Duration.ofSeconds(10)),
                taxpayer.events::add,
                new RecordedLive(),
                new RejectionNews(),
                taxpayer.clock);
    }

    @AfterEach
    void close() {
        taxpayer.close();
        there.close();
    }

    private <T> T inside(Callable<T> work) {
        return Tenant.call(taxpayer.organization, work);
    }

    private void send() {
        taxpayer.now = taxpayer.now.plusSeconds(60);
        inside(sender::sendDue);
    }

    private FiscalRecord newest(RecordType type) {
        return inside(() -> taxpayer.chain.newest("B12345674", "A-1", type).orElseThrow());
    }

    private FiscalRecord newest() {
        return newest(RecordType.ALTA);
    }

    private SubmissionState state(FiscalRecord record) {
        return inside(() -> taxpayer.submissions.state(record.id()).orElseThrow());
    }

    private FiscalRecord correct(Change change) {
        FiscalRecord newest = newest();
        return inside(() -> taxpayer.corrections.correct(newest.id(), change));
    }

    private static Change recipient(String id, String type, String country) {
        return new Change(new Change.NewRecipient("Acme Nuevo", id, type, country), null, null, List.of());
    }

    private static void refuses(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(status);
            String found = problem.errors().isEmpty()
                    ? problem.code()
                    : problem.errors().get(0).code();
            assertThat(found).isEqualTo("fiscal-verifactu." + code);
        });
    }

    @Test
    void a_recipient_outside_the_census_is_corrected_and_the_correction_accepted() {
        there.flawed.put("A-1", "2001");
        taxpayer.seal("A-1");
        send();
        assertThat(state(newest())).isEqualTo(SubmissionState.ACCEPTED_WITH_ERRORS);
        there.flawed.clear();
        FiscalRecord corrected = correct(recipient("A58818501", "07", "es"));
        assertThat(corrected.content().operation()).isEqualTo(Operation.CORRECTION);
        assertThat(corrected.content().recipient()).isEqualTo(new Recipient("Acme Nuevo", "A58818501", "07", "ES"));
        assertThat(corrected.position()).isEqualTo(2);
        assertThat(taxpayer.events).last().satisfies(event -> assertThat(((FiscalStateChanged) event).state())
                .isEqualTo(FiscalState.PENDING));
        send();
        assertThat(state(corrected)).isEqualTo(SubmissionState.ACCEPTED);
        assertThat(taxpayer.verify().intact()).isTrue();
    }

    @Test
    void number_date_and_amounts_stay() {
        taxpayer.seal("A-1");
        send();
        FiscalRecord before = newest();
        FiscalRecord after = correct(new Change(null, "Otra descripción", Taxpayer.TODAY.minusDays(3), List.of()));
        assertThat(after.content().description()).isEqualTo("Otra descripción");
        assertThat(after.content().particulars().operationDate()).isEqualTo("17-11-2026");
        assertThat(after.content().number()).isEqualTo(before.content().number());
        assertThat(after.content().issueDate()).isEqualTo(before.content().issueDate());
        assertThat(after.content().breakdown()).isEqualTo(before.content().breakdown());
        assertThat(after.content().total()).isEqualTo(before.content().total());
        assertThat(after.content().taxTotal()).isEqualTo(before.content().taxTotal());
    }

    @Test
    void what_was_refused_goes_out_again_until_it_is_accepted() {
        there.refused.put("A-1", "1109");
        taxpayer.seal("A-1");
        send();
        FiscalRecord refused = newest();
        FiscalRecord again = inside(() -> taxpayer.corrections.resend(refused.id()));
        assertThat(again.content().operation()).isEqualTo(Operation.ISSUE_UNKNOWN);
        send();
        assertThat(state(again)).isEqualTo(SubmissionState.REJECTED);
        there.refused.clear();
        FiscalRecord corrected = correct(recipient("B12345674", null, null));
        send();
        assertThat(state(corrected)).isEqualTo(SubmissionState.ACCEPTED);
        there.refused.put("A-1", "1110");
        FiscalRecord third = correct(recipient("A58818501", null, null));
        assertThat(third.content().operation()).isEqualTo(Operation.CORRECTION);
        send();
        there.refused.clear();
        FiscalRecord fourth = correct(Change.NONE);
        assertThat(fourth.content().operation()).isEqualTo(Operation.CORRECTION_AGAIN);
        send();
        assertThat(state(fourth)).isEqualTo(SubmissionState.ACCEPTED);
        assertThat(there.taken).hasSize(2);
    }

    @Test
    void a_cancellation_of_a_refused_invoice_says_that_the_authority_never_had_it() {
        there.refused.put("A-1", "1109");
        Invoice invoice = invoice("A-1", acme(), "100.00");
        taxpayer.seal(taxpayer.business(), invoice);
        send();
        there.refused.clear();
        FiscalState state = inside(() ->
                taxpayer.platform.transactions().required(() -> taxpayer.regime.cancel(taxpayer.business(), invoice)));
        assertThat(state).isEqualTo(FiscalState.PENDING);
        FiscalRecord cancellation = newest(RecordType.ANULACION);
        assertThat(cancellation.content().operation()).isEqualTo(Operation.CANCELLATION_UNKNOWN);
        send();
        assertThat(state(cancellation)).isEqualTo(SubmissionState.ACCEPTED);
        refuses(
                () -> inside(() -> taxpayer.platform
                        .transactions()
                        .required(() -> taxpayer.regime.cancel(taxpayer.business(), invoice))),
                409,
                "operation.cancelled");
        refuses(() -> correct(recipient("B12345674", null, null)), 409, "operation.superseded");
        refuses(
                () -> inside(() -> taxpayer.corrections.correct(cancellation.id(), Change.NONE)),
                409,
                "operation.cancellation");
    }

    @Test
    void what_may_not_be_is_refused() {
        taxpayer.seal("A-1");
        FiscalRecord waiting = newest();
        refuses(() -> correct(recipient("B12345674", null, null)), 409, "operation.open");
        assertThat(inside(() -> taxpayer.corrections.resend(waiting.id()))).isEqualTo(waiting);
        send();
        refuses(() -> correct(Change.NONE), 422, "operation.unchanged");
        refuses(() -> inside(() -> taxpayer.corrections.resend(waiting.id())), 409, "operation.accepted");
        refuses(() -> correct(recipient("B12345678", null, null)), 422, "rule.recipient-nif");
        refuses(() -> correct(recipient("FR1", "02", null)), 422, "rule.recipient-vat-number");
        refuses(() -> correct(recipient("X1", "04", null)), 422, "rule.recipient-country");
        refuses(() -> correct(recipient("X1", "04", "ES")), 422, "rule.recipient-spain");
        refuses(() -> correct(recipient("X1", "07", "FR")), 422, "rule.recipient-census");
        refuses(
                () -> correct(new Change(null, null, Taxpayer.TODAY.plusDays(1), List.of())),
                422,
                "rule.operation-later");
        refuses(
                () -> correct(new Change(null, null, null, List.of(new Change.NewLine(0, null, "E1")))),
                422,
                "correction.treatment");
        refuses(
                () -> correct(new Change(null, null, null, List.of(new Change.NewLine(1, "07", null)))),
                422,
                "correction.line");
        refuses(
                () -> correct(new Change(null, null, null, List.of(new Change.NewLine(0, "02", null)))),
                422,
                "rule.scheme-treatment");
        assertThat(correct(new Change(null, null, null, List.of(new Change.NewLine(0, "07", null))))
                        .content()
                        .breakdown())
                .startsWith("01:07:S1:");
        refuses(() -> inside(() -> taxpayer.corrections.resend(waiting.id())), 409, "operation.superseded");
    }
}
