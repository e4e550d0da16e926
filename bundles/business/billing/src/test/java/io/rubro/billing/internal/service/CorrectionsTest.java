package io.rubro.billing.internal.service;

import static io.rubro.billing.internal.service.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.CorrectionReason;
import io.rubro.billing.CustomerDraft;
import io.rubro.billing.FiscalState;
import io.rubro.billing.FiscalStateChanged;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceCancelled;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceOffset;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.LineDraft;
import io.rubro.billing.Payment;
import io.rubro.billing.PaymentDraft;
import io.rubro.billing.PaymentMethod;
import io.rubro.billing.PaymentState;
import io.rubro.billing.internal.service.RelatedInvoices.Related;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Credit and debit notes, tickets that become invoices, and cancellations. */
class CorrectionsTest {

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    abstract static class Rules extends InOffice {

        Rules(TestDatabase database) {
            super(database);
        }

        private Invoice issue(InvoiceDraft draft) {
            return office.in(() -> office.invoices.createIssued(draft));
        }

        private Invoice get(Id id) {
            return office.in(() -> office.invoices.get(id));
        }

        private static InvoiceDraft draft(
                @Nullable InvoiceKind kind,
                @Nullable CustomerDraft customer,
                @Nullable Correction correction,
                List<InvoiceReference> replaces,
                LineDraft... lines) {
            return new InvoiceDraft(
                    kind,
                    null,
                    null,
                    null,
                    customer == null ? Office.acme() : customer,
                    null,
                    List.of(lines),
                    correction,
                    replaces,
                    null);
        }

        private static InvoiceDraft creditNote(CorrectionMethod method, Id of, LineDraft... lines) {
            Correction correction = new Correction(method, CorrectionReason.RETURN, List.of(InvoiceReference.to(of)));
            return draft(InvoiceKind.CREDIT_NOTE, null, correction, List.of(), lines);
        }

        private static CustomerDraft passerby() {
            return new CustomerDraft(null, "Cliente", null, null, null, null);
        }

        @Test
        void an_invoice_knows_what_became_of_it() {
            RelatedInvoices related = new RelatedInvoices(office.platform.sql());
            Invoice invoice = issue(Office.simple());
            assertThat(office.in(() -> related.to(invoice.id()))).isEmpty();
            Invoice note = issue(creditNote(CorrectionMethod.DIFFERENCES, invoice.id(), Office.line("-1", "10", "21")));
            Invoice draft = office.in(() -> office.invoices.create(
                    creditNote(CorrectionMethod.SUBSTITUTION, invoice.id(), Office.line("1", "50", "21"))));
            assertThat(office.in(() -> related.to(invoice.id())))
                    .extracting(Related::id, Related::status, Related::number, Related::method)
                    .containsExactly(
                            tuple(note.id(), InvoiceStatus.ISSUED, note.number(), CorrectionMethod.DIFFERENCES),
                            tuple(draft.id(), InvoiceStatus.DRAFT, null, CorrectionMethod.SUBSTITUTION));

            Invoice ticket = issue(draft(null, passerby(), null, List.of(), Office.line("1", "5", "10")));
            Invoice complete = issue(
                    draft(null, null, null, List.of(InvoiceReference.to(ticket.id())), Office.line("1", "5", "10")));
            assertThat(office.in(() -> related.to(ticket.id())))
                    .extracting(Related::number, Related::method)
                    .containsExactly(tuple(complete.number(), null));

            office.organization = Id.next();
            refuses(() -> office.in(() -> related.to(invoice.id())), 404, "billing.invoice.not-found");
        }

        @Test
        void each_kind_is_numbered_in_a_series_of_its_own() {
            Invoice invoice = issue(Office.simple());
            Invoice ticket = issue(draft(null, passerby(), null, List.of(), Office.line("1", "5", "10")));
            Invoice note = issue(creditNote(CorrectionMethod.DIFFERENCES, invoice.id(), Office.line("-1", "10", "21")));
            assertThat(List.of(invoice, ticket, note))
                    .extracting(Invoice::kind, Invoice::number)
                    .containsExactly(
                            tuple(InvoiceKind.INVOICE, "FAC-2026-001"),
                            tuple(InvoiceKind.SIMPLIFIED, "TIC-2026-001"),
                            tuple(InvoiceKind.CREDIT_NOTE, "REC-2026-001"));
            refuses(
                    () -> issue(new InvoiceDraft(
                            null,
                            "FAC",
                            null,
                            null,
                            passerby(),
                            null,
                            List.of(Office.line("1", "5", "10")),
                            null,
                            List.of(),
                            null)),
                    "series billing.series.kind.simplified");
        }

        @Test
        void what_is_taken_back_is_owed_no_more() {
            Invoice invoice = issue(Office.simple());
            Invoice note = issue(creditNote(CorrectionMethod.DIFFERENCES, invoice.id(), Office.line("-1", "30", "21")));
            assertThat(note.total()).isEqualTo("-36.30");
            Invoice corrected = get(invoice.id());
            assertThat(corrected.balance()).isEqualTo("84.70");
            assertThat(corrected.payment()).isEqualTo(PaymentState.PARTIAL);
            Invoice settled = get(note.id());
            assertThat(settled.balance()).isEqualTo("0.00");
            assertThat(settled.payment()).isEqualTo(PaymentState.PAID);
            assertThat(settled.correction())
                    .isEqualTo(new Correction(
                            CorrectionMethod.DIFFERENCES,
                            CorrectionReason.RETURN,
                            List.of(new InvoiceReference(invoice.id(), "FAC-2026-001", Office.TODAY))));
        }

        private List<InvoiceOffset> offsets() {
            return office.published.stream()
                    .filter(InvoiceOffset.class::isInstance)
                    .map(InvoiceOffset.class::cast)
                    .toList();
        }

        @Test
        void what_changes_without_money_is_announced() {
            Invoice invoice = issue(Office.simple());
            Invoice note = issue(creditNote(CorrectionMethod.DIFFERENCES, invoice.id(), Office.line("-1", "30", "21")));
            assertThat(offsets())
                    .extracting(InvoiceOffset::invoiceId, InvoiceOffset::amount, InvoiceOffset::balance)
                    .containsExactly(
                            tuple(invoice.id(), n("36.30"), n("84.70")), tuple(note.id(), n("-36.30"), n("0.00")));
            assertThat(offsets()).extracting(InvoiceOffset::replaced).containsOnly(false);

            Invoice paid = issue(Office.simple());
            office.in(() ->
                    office.invoices.registerPayment(paid.id(), new PaymentDraft(n("121"), null, PaymentMethod.CARD)));
            office.published.clear();
            Invoice whole = issue(creditNote(CorrectionMethod.SUBSTITUTION, paid.id(), Office.line("1", "80", "21")));
            assertThat(offsets())
                    .as("its place is taken, though nothing was open")
                    .extracting(
                            InvoiceOffset::invoiceId,
                            InvoiceOffset::byInvoiceId,
                            InvoiceOffset::amount,
                            InvoiceOffset::balance,
                            InvoiceOffset::replaced)
                    .containsExactly(
                            tuple(paid.id(), whole.id(), n("0.00"), n("0.00"), true),
                            tuple(whole.id(), paid.id(), n("121.00"), n("-24.20"), false));
            assertThat(office.published)
                    .filteredOn(InvoiceIssued.class::isInstance)
                    .map(InvoiceIssued.class::cast)
                    .extracting(InvoiceIssued::soldOn, InvoiceIssued::payable)
                    .containsExactly(tuple(Office.TODAY, n("96.80")));
        }

        @Test
        void more_taken_back_than_is_open_is_owed_to_the_customer() {
            Invoice invoice = issue(Office.simple());
            office.in(() -> office.invoices.registerPayment(
                    invoice.id(), new PaymentDraft(n("100"), null, PaymentMethod.CASH)));
            Invoice note =
                    issue(creditNote(CorrectionMethod.DIFFERENCES, invoice.id(), Office.line("-1", "100", "21")));
            assertThat(get(invoice.id()).balance()).isEqualTo("0.00");
            assertThat(get(note.id()).balance()).isEqualTo("-100.00");
        }

        @Test
        void a_substitution_takes_the_whole_place_and_what_was_paid() {
            Invoice invoice = issue(Office.simple());
            office.in(() ->
                    office.invoices.registerPayment(invoice.id(), new PaymentDraft(n("50"), null, PaymentMethod.CARD)));
            Invoice note = issue(creditNote(CorrectionMethod.SUBSTITUTION, invoice.id(), Office.line("1", "80", "21")));
            assertThat(note.total()).isEqualTo("96.80");
            assertThat(note.correction())
                    .extracting(Correction::base, Correction::tax, Correction::surcharge)
                    .containsExactly(n("100.00"), n("21.00"), n("0.00"));
            assertThat(get(invoice.id()).balance()).isEqualTo("0.00");
            assertThat(get(note.id()).balance()).isEqualTo("46.80");
            List<Payment> moved = office.in(() -> office.invoices.payments(note.id()));
            assertThat(moved)
                    .extracting(Payment::method, Payment::amount)
                    .containsExactly(tuple(PaymentMethod.OFFSET, n("50.00")));
            refuses(
                    () -> issue(creditNote(CorrectionMethod.SUBSTITUTION, invoice.id(), Office.line("1", "70", "21"))),
                    "correction.invoices[0] billing.correction.twice");
        }

        @Test
        void a_complete_invoice_takes_the_place_of_a_ticket() {
            Invoice ticket = issue(draft(null, passerby(), null, List.of(), Office.line("1", "5", "10")));
            Invoice invoice = issue(
                    draft(null, null, null, List.of(InvoiceReference.to(ticket.id())), Office.line("1", "5", "10")));
            assertThat(invoice.replaces())
                    .containsExactly(new InvoiceReference(ticket.id(), "TIC-2026-001", Office.TODAY));
            assertThat(get(ticket.id()).balance()).isEqualTo("0.00");
            assertThat(get(invoice.id()).balance()).isEqualTo("5.50");
            refuses(
                    () -> issue(draft(
                            null, null, null, List.of(InvoiceReference.to(invoice.id())), Office.line("1", "5", "10"))),
                    "replaces[0] billing.replaces.simplified");
        }

        @Test
        void what_was_issued_elsewhere_is_named_by_number_and_date() {
            LocalDate then = LocalDate.of(2025, 12, 31);
            Correction wrong = new Correction(
                    CorrectionMethod.SUBSTITUTION,
                    CorrectionReason.OTHER,
                    List.of(new InvoiceReference(null, "V-17", then)));
            refuses(
                    () -> issue(draft(InvoiceKind.CREDIT_NOTE, null, wrong, List.of(), Office.line("1", "80", "21"))),
                    "correction.base billing.correction.amounts",
                    "correction.tax billing.correction.amounts");
            Correction right = new Correction(
                    CorrectionMethod.SUBSTITUTION,
                    CorrectionReason.OTHER,
                    wrong.invoices(),
                    n("100.00"),
                    n("21.00"),
                    null);
            Invoice note = issue(draft(InvoiceKind.CREDIT_NOTE, null, right, List.of(), Office.line("1", "80", "21")));
            assertThat(get(note.id()).correction()).isEqualTo(right);
        }

        @Test
        void a_correction_needs_what_it_corrects_and_the_right_sign() {
            Invoice invoice = issue(Office.simple());
            refuses(
                    () -> issue(draft(InvoiceKind.CREDIT_NOTE, null, null, List.of(), Office.line("1", "80", "21"))),
                    "correction billing.correction.missing");
            refuses(
                    () -> issue(creditNote(CorrectionMethod.DIFFERENCES, invoice.id(), Office.line("1", "80", "21"))),
                    "lines billing.correction.credit");
            refuses(
                    () -> issue(creditNote(CorrectionMethod.DIFFERENCES, Id.next(), Office.line("-1", "80", "21"))),
                    "correction.invoices[0].invoiceId billing.invoice.not-found");
            refuses(
                    () -> issue(draft(null, null, null, List.of(), Office.line("-1", "80", "21"))),
                    "lines[0].quantity billing.line.quantity");
        }

        @Test
        void terms_and_taxes_are_kept_with_the_invoice() {
            InvoiceTerms terms = new InvoiceTerms(false, n("10"), true, n("15"), LocalDate.of(2026, 11, 1));
            Invoice invoice = issue(new InvoiceDraft(
                    null,
                    null,
                    null,
                    null,
                    Office.acme(),
                    terms,
                    List.of(
                            Office.line("1", "1000", "21"),
                            new LineDraft("Formación", n("1"), n("100"), null, null, "E1")),
                    null,
                    List.of(),
                    null));
            Invoice read = get(invoice.id());
            assertThat(read).isEqualTo(invoice);
            assertThat(read.terms()).isEqualTo(terms);
            assertThat(read.surchargeTotal()).isEqualTo("46.80");
            assertThat(read.withheld()).isEqualTo("148.50");
            assertThat(read.payable()).isEqualTo("1077.30");
            assertThat(read.taxes())
                    .extracting(
                            group -> group.kind().code(), group -> group.kind().cause())
                    .containsExactly(tuple("IVA21", null), tuple("E1", "E1"));
        }

        @Test
        void a_draft_that_waited_too_long_corrects_nothing_any_more() {
            Invoice invoice = issue(Office.simple());
            Invoice draft = office.in(() -> office.invoices.create(
                    creditNote(CorrectionMethod.SUBSTITUTION, invoice.id(), Office.line("1", "80", "21"))));
            Invoice other = issue(Office.simple());
            Invoice late = office.in(() -> office.invoices.create(
                    creditNote(CorrectionMethod.DIFFERENCES, other.id(), Office.line("-1", "80", "21"))));
            issue(creditNote(CorrectionMethod.SUBSTITUTION, invoice.id(), Office.line("1", "90", "21")));
            office.in(() -> office.invoices.cancel(other.id(), null, "error"));
            refuses(
                    () -> office.in(() -> office.invoices.issue(draft.id(), null)),
                    "correction.invoices[0] billing.correction.twice");
            refuses(
                    () -> office.in(() -> office.invoices.issue(late.id(), null)),
                    "correction.invoices[0].invoiceId billing.correction.not-issued");
        }

        /** Whoever comes first: a cancelled invoice is never corrected, a corrected one never cancelled. */
        @Test
        void cancelling_and_correcting_at_the_same_moment_exclude_each_other() throws Exception {
            ExecutorService two = Executors.newFixedThreadPool(2);
            try {
                for (int i = 0; i < 20; i++) {
                    Invoice invoice = issue(Office.simple());
                    Future<Boolean> cancelled =
                            two.submit(() -> works(() -> office.invoices.cancel(invoice.id(), null, "error")));
                    Future<Boolean> corrected = two.submit(() -> works(() -> office.invoices.createIssued(
                            creditNote(CorrectionMethod.DIFFERENCES, invoice.id(), Office.line("-1", "10", "21")))));
                    assertThat(cancelled.get()).isNotEqualTo(corrected.get());
                }
            } finally {
                two.shutdownNow();
            }
        }

        private boolean works(Callable<Invoice> deed) {
            try {
                office.in(deed);
                return true;
            } catch (ProblemException refused) {
                return false;
            }
        }

        @Test
        void what_was_supplied_at_a_rate_of_then_is_taken_back_at_it() {
            LocalDate then = LocalDate.of(2024, 9, 1);
            Correction old = new Correction(
                    CorrectionMethod.DIFFERENCES,
                    CorrectionReason.RETURN,
                    List.of(new InvoiceReference(null, "V-17", then)));
            InvoiceTerms terms = new InvoiceTerms(false, BigDecimal.ZERO, false, BigDecimal.ZERO, then);
            Invoice note = issue(new InvoiceDraft(
                    InvoiceKind.CREDIT_NOTE,
                    null,
                    null,
                    null,
                    Office.acme(),
                    terms,
                    List.of(Office.line("-1", "100", "5")),
                    old,
                    List.of(),
                    null));
            assertThat(note.total()).isEqualTo("-105.00");
            refuses(
                    () -> issue(draft(InvoiceKind.CREDIT_NOTE, null, old, List.of(), Office.line("-1", "100", "5"))),
                    "lines[0].taxRate billing.line.tax-rate");
        }

        @Test
        void an_invoice_issued_by_mistake_is_cancelled() {
            Invoice invoice = issue(Office.simple());
            Invoice cancelled = office.in(() -> office.invoices.cancel(invoice.id(), null, "duplicada"));
            assertThat(cancelled.status()).isEqualTo(InvoiceStatus.CANCELLED);
            assertThat(cancelled.number()).isEqualTo("FAC-2026-001");
            assertThat(office.published)
                    .filteredOn(InvoiceCancelled.class::isInstance)
                    .singleElement()
                    .isEqualTo(new InvoiceCancelled(
                            invoice.id(),
                            "FAC-2026-001",
                            Office.TODAY,
                            invoice.customer(),
                            "EUR",
                            n("121.00"),
                            "duplicada"));
            refuses(
                    () -> office.in(() -> office.invoices.registerPayment(
                            invoice.id(), new PaymentDraft(n("1"), null, PaymentMethod.CASH))),
                    409,
                    "billing.invoice.cancelled");
            assertThat(issue(Office.simple()).number()).isEqualTo("FAC-2026-002");
        }

        @Test
        void nothing_that_was_paid_or_referred_to_is_cancelled() {
            Invoice paid = issue(Office.simple());
            office.in(() ->
                    office.invoices.registerPayment(paid.id(), new PaymentDraft(n("1"), null, PaymentMethod.CASH)));
            Invoice invoice = issue(Office.simple());
            issue(creditNote(CorrectionMethod.DIFFERENCES, invoice.id(), Office.line("-1", "30", "21")));
            refuses(
                    () -> office.in(() -> office.invoices.cancel(paid.id(), null, "error")),
                    409,
                    "billing.invoice.cancel-paid");
            refuses(
                    () -> office.in(() -> office.invoices.cancel(invoice.id(), null, "error")),
                    409,
                    "billing.invoice.cancel-referred");
            assertThat(get(invoice.id()).status()).isEqualTo(InvoiceStatus.ISSUED);
        }

        @Test
        void what_the_authority_answers_is_shown_with_the_invoice() {
            Invoice invoice = issue(Office.simple());
            assertThat(invoice.fiscal()).isNotNull();
            FiscalStateChanged answer =
                    new FiscalStateChanged(invoice.id(), FiscalState.REJECTED, "1105", "NIF desconocido");
            office.in(() -> {
                office.invoices.fiscalState(answer.invoiceId(), answer.state());
                return true;
            });
            assertThat(get(invoice.id()).fiscal())
                    .satisfies(seal -> assertThat(seal.state()).isEqualTo(FiscalState.REJECTED));
        }
    }

    @Nested
    class OnDerby extends Rules {
        OnDerby() {
            super(TestDatabase.DERBY);
        }
    }

    @Nested
    class OnPostgresql extends Rules {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
