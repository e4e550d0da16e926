package io.rubro.fiscal.verifactu.internal.submission;

import static io.rubro.fiscal.verifactu.internal.service.Bill.exempt;
import static io.rubro.fiscal.verifactu.internal.service.Bill.reference;
import static io.rubro.fiscal.verifactu.internal.service.Bill.tax;
import static io.rubro.fiscal.verifactu.internal.service.Bill.vat;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.CorrectionReason;
import io.rubro.billing.Customer;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.TaxTreatment;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import io.rubro.fiscal.verifactu.internal.service.Bill;
import io.rubro.fiscal.verifactu.internal.service.Change;
import io.rubro.fiscal.verifactu.internal.service.Taxpayer;
import io.rubro.fiscal.verifactu.internal.submission.Submissions.Submission;
import io.rubro.fiscal.verifactu.standin.internal.Notes;
import io.rubro.fiscal.verifactu.standin.internal.Options;
import io.rubro.fiscal.verifactu.standin.internal.StandIn;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every sort of record before the strict stand-in of the authority, which recomputes fingerprints and chains. */
class StandInTest {

    private Taxpayer taxpayer;
    private StandIn there;
    private Sender sender;
    private Authority authority;

    @BeforeEach
    void open() throws Exception {
        taxpayer = new Taxpayer(TestDatabase.DERBY);
        there = StandIn.start(0, Options.defaults().clock(taxpayer.clock));
        authority = new Authority(there.service(), true, "", "", "", "", Duration.ofSeconds(30));
        sender = new Sender(
                taxpayer.platform.transactions(),
                taxpayer.platform.sql(),
                taxpayer.chain,
                taxpayer.submissions,
                authority,
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

    private Invoice issue(Bill bill) {
        Invoice invoice = bill.write();
        inside(() -> {
            taxpayer.regime.check(taxpayer.business(), invoice);
            return taxpayer.seal(taxpayer.business(), invoice);
        });
        return invoice;
    }

    private FiscalRecord newest(String number) {
        return inside(() ->
                taxpayer.chain.newest("B12345674", number, RecordType.ALTA).orElseThrow());
    }

    private void allAccepted() {
        List<Submission> all = inside(
                () -> taxpayer.submissions.range(taxpayer.chain.heads().get(0).id(), 1, Long.MAX_VALUE));
        assertThat(all).allSatisfy(submission -> assertThat(submission.state())
                .as(submission.position() + " " + submission.code() + " " + submission.message())
                .isEqualTo(SubmissionState.ACCEPTED));
        assertThat(there.notes().counts().chainFaults()).isZero();
        assertThat(there.notes().counts().early()).isZero();
        assertThat(there.notes().faults()).isEmpty();
    }

    private String kind(String number) {
        return newest(number).content().kind();
    }

    private static Correction by(CorrectionMethod method, CorrectionReason reason, String number) {
        return method == CorrectionMethod.DIFFERENCES
                ? new Correction(method, reason, List.of(reference(number)))
                : new Correction(
                        method,
                        reason,
                        List.of(reference(number)),
                        new BigDecimal("100.00"),
                        new BigDecimal("21.00"),
                        null);
    }

    @Test
    void every_kind_of_invoice_is_accepted() {
        Customer nobody = Taxpayer.anonymous();
        issue(Bill.of(InvoiceKind.INVOICE, "F-1").line(vat("21"), "100.00").line(vat("10"), "33.33"));
        issue(Bill.of(InvoiceKind.SIMPLIFIED, "T-1").customer(nobody).line(vat("4"), "12.34"));
        issue(Bill.of(InvoiceKind.SIMPLIFIED, "T-2").line(vat("21"), "12.34"));
        issue(Bill.of(InvoiceKind.INVOICE, "F-2").line(vat("4"), "12.34").replaces("T-1"));
        issue(Bill.of(InvoiceKind.INVOICE, "F-3").surcharged(vat("21"), "5.2", "100.00"));
        issue(Bill.of(InvoiceKind.INVOICE, "F-4")
                .line(tax("IVA", TaxTreatment.REVERSE_CHARGE, null, "01", "0"), "100.00"));
        issue(Bill.of(InvoiceKind.INVOICE, "F-5").line(exempt("E1", "01"), "100.00"));
        issue(Bill.of(InvoiceKind.INVOICE, "F-6").customer("X-77", "US").line(exempt("E2", "02"), "100.00"));
        issue(Bill.of(InvoiceKind.INVOICE, "F-7")
                .customer("FR12345678901", "FR")
                .line(exempt("E5", "01"), "100.00"));
        issue(Bill.of(InvoiceKind.INVOICE, "F-8")
                .line(tax("IVA", TaxTreatment.NOT_SUBJECT, null, "01", "0"), "100.00"));
        issue(Bill.of(InvoiceKind.INVOICE, "F-9")
                .customer(null, "DE")
                .line(tax("IVA", TaxTreatment.NOT_SUBJECT_BY_PLACE, null, "01", "0"), "9000.00"));
        issue(Bill.of(InvoiceKind.INVOICE, "F-10").line(tax("IGIC", TaxTreatment.TAXED, null, "01", "7"), "100.00"));
        issue(Bill.of(InvoiceKind.INVOICE, "F-11").line(tax("IPSI", TaxTreatment.TAXED, null, "01", "4"), "100.00"));
        issue(Bill.of(InvoiceKind.INVOICE, "F-12")
                .operation(Taxpayer.TODAY.minusDays(20))
                .line(tax("IVA", TaxTreatment.TAXED, null, "07", "21"), "100.00"));
        issue(Bill.of(InvoiceKind.INVOICE, "F-13").line(vat("21"), "100000000.00"));
        issue(Bill.of(InvoiceKind.CREDIT_NOTE, "R-1")
                .line(vat("21"), "-10.00")
                .corrects(by(CorrectionMethod.DIFFERENCES, CorrectionReason.RETURN, "F-1")));
        issue(Bill.of(InvoiceKind.CREDIT_NOTE, "R-2")
                .line(vat("21"), "80.00")
                .corrects(by(CorrectionMethod.SUBSTITUTION, CorrectionReason.OTHER, "F-1")));
        issue(Bill.of(InvoiceKind.CREDIT_NOTE, "R-3")
                .line(vat("21"), "-100.00")
                .corrects(by(CorrectionMethod.DIFFERENCES, CorrectionReason.INSOLVENCY, "F-1")));
        issue(Bill.of(InvoiceKind.CREDIT_NOTE, "R-4")
                .line(vat("21"), "-100.00")
                .corrects(by(CorrectionMethod.DIFFERENCES, CorrectionReason.BAD_DEBT, "F-1")));
        issue(Bill.of(InvoiceKind.CREDIT_NOTE, "R-5")
                .customer(nobody)
                .line(vat("4"), "-12.34")
                .corrects(by(CorrectionMethod.DIFFERENCES, CorrectionReason.RETURN, "T-1")));
        issue(Bill.of(InvoiceKind.CREDIT_NOTE, "R-6")
                .line(vat("21"), "-12.34")
                .corrects(by(CorrectionMethod.DIFFERENCES, CorrectionReason.RETURN, "T-2")));
        assertThat(kind("F-1")).isEqualTo("F1");
        assertThat(kind("T-1")).isEqualTo("F2");
        assertThat(kind("T-2")).isEqualTo("F1");
        assertThat(newest("T-2").content().particulars().qualifiedSimplified()).isEqualTo("S");
        assertThat(kind("F-2")).isEqualTo("F3");
        assertThat(kind("F-9")).isEqualTo("F2");
        assertThat(newest("F-9").content().particulars().unidentifiedRecipient())
                .isEqualTo("S");
        assertThat(newest("F-13").content().particulars().large()).isEqualTo("S");
        assertThat(kind("R-1")).isEqualTo("R1");
        assertThat(kind("R-2")).isEqualTo("R4");
        assertThat(kind("R-3")).isEqualTo("R2");
        assertThat(kind("R-4")).isEqualTo("R3");
        assertThat(kind("R-5")).isEqualTo("R5");
        assertThat(kind("R-6")).isEqualTo("R1");
        assertThat(newest("R-6").content().particulars().qualifiedSimplified()).isEqualTo("S");
        send();
        allAccepted();
        assertThat(taxpayer.verify().intact()).isTrue();
    }

    @Test
    void corrections_and_cancellations_are_accepted_and_both_sides_agree() {
        Invoice first = issue(Bill.of(InvoiceKind.INVOICE, "F-1").line(vat("21"), "100.00"));
        issue(Bill.of(InvoiceKind.INVOICE, "F-2").line(vat("21"), "100.00"));
        send();
        inside(() ->
                taxpayer.platform.transactions().required(() -> taxpayer.regime.cancel(taxpayer.business(), first)));
        inside(() -> taxpayer.corrections.correct(
                newest("F-2").id(),
                new Change(new Change.NewRecipient("Otra", "X-1", "04", "US"), "Otra cosa", null, List.of())));
        send();
        allAccepted();
        Reconciliation reconciliation = new Reconciliation(taxpayer.platform.sql(), authority, taxpayer.clock);
        Reconciliation.Report report = inside(() -> reconciliation.compare(taxpayer.business(), 2026, 11));
        assertThat(report.there()).isEqualTo(2);
        assertThat(report.here()).isEqualTo(2);
        assertThat(report.differences()).isEmpty();
        assertThat(there.notes().judged()).extracting(Notes.Judged::outcome).containsOnly(Notes.Outcome.ACCEPTED);
    }
}
