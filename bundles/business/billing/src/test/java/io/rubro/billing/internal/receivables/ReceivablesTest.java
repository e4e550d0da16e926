package io.rubro.billing.internal.receivables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.CorrectionReason;
import io.rubro.billing.CustomerDraft;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceFilter;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.LineDraft;
import io.rubro.billing.PaymentDraft;
import io.rubro.billing.PaymentMethod;
import io.rubro.billing.PaymentRegistered;
import io.rubro.billing.ReminderDue;
import io.rubro.billing.internal.receivables.CollectionRule.Interest;
import io.rubro.billing.internal.receivables.CollectionRules.Pause;
import io.rubro.billing.internal.receivables.PaymentTerm.Due;
import io.rubro.billing.internal.receivables.PaymentTerm.Part;
import io.rubro.billing.internal.receivables.Receipts.Spread;
import io.rubro.billing.internal.receivables.Reminder.State;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class ReceivablesTest {

    private static final String ACME = "B12345674";
    private static final String OTHER = "A58818501";
    private static final CustomerKey KEY = new CustomerKey("tax:" + ACME);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

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

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Rules {

        private final TestDatabase database;
        private Counter counter;

        Rules(TestDatabase database) {
            this.database = database;
        }

        @BeforeAll
        void start() {
            counter = new Counter(database);
        }

        @BeforeEach
        void clear() {
            counter.desk.cleared();
        }

        @AfterAll
        void stop() {
            counter.close();
        }

        private static BigDecimal of(String amount) {
            return new BigDecimal(amount);
        }

        private PaymentTerm term(String name, @Nullable Integer payDay, Part... parts) {
            return counter.desk.in(() -> counter.terms.create(new PaymentTerms.Draft(name, List.of(parts), payDay)));
        }

        private PaymentTerm thirds() {
            return term(
                    "30/60/90", null, new Part(30, of("33.33")), new Part(60, of("33.33")), new Part(90, of("33.34")));
        }

        private Invoice issueIn(Id term, LocalDate date, String price) {
            return counter.desk.in(() -> {
                Invoice draft = counter.desk.invoices().create(counter.desk.draft(ACME, date, null, price));
                counter.plans.set(draft.id(), new Plans.PlanDraft(term, null));
                return counter.desk.invoices().issue(draft.id(), null);
            });
        }

        private List<Instalment> instalments(Id invoice) {
            return counter.desk.in(() -> counter.plans.get(invoice)).instalments();
        }

        private void pay(Id invoice, String amount, LocalDate date) {
            counter.desk.in(() -> counter.desk
                    .invoices()
                    .registerPayment(invoice, new PaymentDraft(of(amount), date, PaymentMethod.TRANSFER)));
        }

        private Receipt receive(String amount, Spread spread, Receipts.Part... parts) {
            return counter.desk.in(() -> counter.receipts.register(new Receipts.Draft(
                    KEY.value(), null, PaymentMethod.TRANSFER, of(amount), spread, List.of(parts), null)));
        }

        private static void refuses(ThrowingCallable call, String... errors) {
            assertThatThrownBy(call)
                    .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.errors())
                            .extracting(error -> error.field() + " " + error.code())
                            .containsExactly(errors));
        }

        @Test
        void a_term_makes_instalments_that_add_up_to_the_cent() {
            Invoice invoice = issueIn(thirds().id(), TODAY, "100.01"); // 121.01
            assertThat(instalments(invoice.id()))
                    .extracting(Instalment::amount)
                    .containsExactly(of("40.33"), of("40.33"), of("40.35"));
            assertThat(instalments(invoice.id()))
                    .extracting(Instalment::dueDate)
                    .containsExactly(TODAY.plusDays(30), TODAY.plusDays(60), TODAY.plusDays(90));
        }

        @Test
        void a_pay_day_moves_due_dates_to_the_next_one() {
            PaymentTerm term = term("30 días, día 25", 25, new Part(30, of("100")));
            assertThat(instalments(issueIn(term.id(), TODAY, "100").id()).get(0).dueDate())
                    .isEqualTo(LocalDate.of(2026, 12, 25));
            PaymentTerm last = term("A fin de mes", 31, new Part(70, of("100")));
            assertThat(instalments(issueIn(last.id(), TODAY, "100").id()).get(0).dueDate())
                    .isEqualTo(LocalDate.of(2027, 1, 31));
        }

        @Test
        void instalments_by_hand_must_add_up_and_be_in_order() {
            Invoice draft =
                    counter.desk.in(() -> counter.desk.invoices().create(counter.desk.draft(ACME, null, null, "100")));
            ThrowingCallable short_ = () -> set(draft.id(), new Due(TODAY, of("100")));
            refuses(short_, "instalments billing.plan.sum");
            refuses(
                    () -> set(draft.id(), new Due(TODAY, of("100")), new Due(TODAY, of("21"))),
                    "instalments[1].dueDate billing.plan.order");
            set(draft.id(), new Due(TODAY, of("100")), new Due(TODAY.plusDays(9), of("21")));
            counter.desk.in(() -> counter.desk
                    .invoices()
                    .update(
                            draft.id(),
                            new io.rubro.platform.rest.IfMatch(-1),
                            counter.desk.draft(ACME, null, null, "200")));
            refuses(
                    () -> counter.desk.in(() -> counter.desk.invoices().issue(draft.id(), null)),
                    "instalments billing.plan.sum");
        }

        private void set(Id invoice, Due... dues) {
            counter.desk.in(() -> counter.plans.set(invoice, new Plans.PlanDraft(null, List.of(dues))));
        }

        @Test
        void payments_cover_instalments_in_order_and_the_invoice_is_collected_by_the_next_one() {
            Invoice invoice = issueIn(thirds().id(), TODAY, "100"); // 40.33 40.33 40.34
            pay(invoice.id(), "50", TODAY);
            assertThat(instalments(invoice.id()))
                    .extracting(Instalment::open)
                    .containsExactly(of("0.00"), of("30.66"), of("40.34"));
            counter.desk.in(() -> {
                counter.plans.collectBy(invoice.id());
                return 0;
            });
            var late = new io.rubro.billing.InvoiceFilter(
                    null, null, null, null, null, true, TODAY.plusDays(60), null, null, null, null);
            assertThat(counter.desk
                            .in(() -> counter.desk
                                    .invoices()
                                    .list(late, new io.rubro.platform.rest.PageRequest(10, null, null)))
                            .items())
                    .isEmpty();
        }

        @Test
        void an_issued_invoice_can_be_paid_in_other_instalments() {
            Invoice invoice = counter.desk.issue(ACME, TODAY, TODAY.plusDays(5), "100");
            pay(invoice.id(), "21", TODAY);
            set(invoice.id(), new Due(TODAY.plusDays(10), of("61")), new Due(TODAY.plusDays(40), of("60")));
            assertThat(instalments(invoice.id()))
                    .extracting(Instalment::open)
                    .containsExactly(of("40.00"), of("60.00"));
        }

        @Test
        void debts_are_sorted_by_how_long_they_have_been_due() {
            for (int late : new int[] {-5, 0, 1, 30, 31, 60, 61, 90, 91, 400}) {
                counter.desk.issue(ACME, TODAY.minusDays(500), TODAY.minusDays(late), "100");
            }
            counter.desk.issue(OTHER, TODAY.minusDays(10), TODAY.minusDays(9), "1000");
            Ageing ageing = counter.desk.in(() -> counter.ageing.on(null));
            Ageing.Buckets acme = ageing.customers().stream()
                    .filter(debtor -> debtor.customer().equals(KEY.value()))
                    .findFirst()
                    .orElseThrow()
                    .owes();
            assertThat(acme.notDue()).isEqualTo("242.00");
            assertThat(acme.to30()).isEqualTo("242.00");
            assertThat(acme.to60()).isEqualTo("242.00");
            assertThat(acme.to90()).isEqualTo("242.00");
            assertThat(acme.beyond()).isEqualTo("242.00");
            assertThat(ageing.total().total()).isEqualTo("2420.00");
        }

        @Test
        void it_is_told_as_of_any_day() {
            Invoice invoice = counter.desk.issue(ACME, TODAY.minusDays(50), TODAY.minusDays(40), "100");
            pay(invoice.id(), "21", TODAY.minusDays(30));
            pay(invoice.id(), "100", TODAY.minusDays(5));
            assertThat(total(TODAY)).isEqualTo("0.00");
            assertThat(total(TODAY.minusDays(6))).isEqualTo("100.00");
            assertThat(total(TODAY.minusDays(31))).isEqualTo("121.00");
            assertThat(total(TODAY.minusDays(51))).isEqualTo("0.00");
        }

        private BigDecimal total(LocalDate day) {
            return counter.desk.in(() -> counter.ageing.on(day)).total().total();
        }

        @Test
        void a_receipt_pays_the_oldest_first_and_the_rest_stays_as_credit() {
            Invoice second = counter.desk.issue(ACME, TODAY.minusDays(10), TODAY.plusDays(20), "100");
            Invoice first = counter.desk.issue(ACME, TODAY.minusDays(9), TODAY.minusDays(1), "100");
            Receipt receipt = receive("300", Spread.OLDEST);
            assertThat(receipt.allocations())
                    .extracting(Receipt.Allocation::invoiceId)
                    .containsExactlyInAnyOrder(first.id(), second.id());
            assertThat(receipt.unallocated()).isEqualTo("58.00");
            assertThat(total(TODAY)).isEqualTo("-58.00");

            Invoice third = counter.desk.issue(ACME, TODAY, null, "100");
            Receipt later = counter.desk.in(() -> counter.receipts.allocate(receipt.id(), null, null));
            assertThat(later.unallocated()).isEqualTo("0.00");
            assertThat(counter.desk
                            .in(() -> counter.desk.invoices().get(third.id()))
                            .balance())
                    .isEqualTo("63.00");
            refuses(
                    () -> counter.desk.in(
                            () -> counter.receipts.refund(receipt.id(), of("0.01"), null, PaymentMethod.CASH)),
                    "amount billing.receipt.exceeds");
        }

        @Test
        void by_hand_it_pays_no_more_than_it_has_and_nobody_elses_invoice() {
            Invoice mine = counter.desk.issue(ACME, TODAY, null, "100");
            Invoice theirs = counter.desk.issue(OTHER, TODAY, null, "100");
            refuses(
                    () -> receive("50", Spread.BY_HAND, new Receipts.Part(mine.id(), of("50.01"))),
                    "amount billing.receipt.exceeds");
            refuses(
                    () -> receive("50", Spread.BY_HAND, new Receipts.Part(theirs.id(), of("10"))),
                    "parts[0].amount billing.receipt.other-customer");
            refuses(
                    () -> receive("500", Spread.BY_HAND, new Receipts.Part(mine.id(), of("121.01"))),
                    "parts[0].amount billing.payment.exceeds-balance");
            assertThat(counter.desk.in(() -> counter.receipts.list(null, false)))
                    .isEmpty();
            Receipt receipt = receive("150", Spread.BY_HAND, new Receipts.Part(mine.id(), of("21")));
            assertThat(receipt.unallocated()).isEqualTo("129.00");
            Receipt refunded = counter.desk.in(
                    () -> counter.receipts.refund(receipt.id(), of("29"), null, PaymentMethod.TRANSFER));
            assertThat(refunded.unallocated()).isEqualTo("100.00");
        }

        @Test
        void a_statement_goes_from_the_opening_to_the_closing_balance() {
            Invoice old = counter.desk.issue(ACME, LocalDate.of(2025, 12, 1), null, "100");
            pay(old.id(), "21", LocalDate.of(2025, 12, 20));
            Invoice note = counter.desk.issue(ACME, LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31), "1000");
            receive("200", Spread.OLDEST);
            Statement statement = counter.desk.in(() -> counter.statements.of(KEY, LocalDate.of(2026, 1, 1), null));
            assertThat(statement.opening()).isEqualTo("100.00");
            assertThat(statement.movements())
                    .extracting(Statement.Movement::kind)
                    .containsExactly(Statement.Kind.INVOICE, Statement.Kind.RECEIPT);
            assertThat(statement.closing()).isEqualTo("1110.00");
            assertThat(statement.credit()).isEqualTo("0.00");
            assertThat(statement.open())
                    .extracting(late -> late.item().invoiceId())
                    .containsExactly(note.id());
            String csv = Statements.csv(statement, java.util.Map.of("opening", "Saldo anterior"));
            assertThat(csv).contains("2026-01-01;Saldo anterior;;;;100,00").endsWith(";1110,00\r\n");
        }

        @Test
        void late_interest_is_told_on_the_statement() {
            counter.desk.in(() -> counter.rules.set(new CollectionRule(true, false, Interest.LEGAL, null, of("40"))));
            // 1,210.00 due on 31 May 2025: 30 days at 11.15 % and 31 at 10.15 % = 11.09 + 10.43
            counter.desk.issue(ACME, LocalDate.of(2025, 5, 1), LocalDate.of(2025, 5, 31), "1000");
            Statement statement = counter.desk.in(() -> counter.statements.of(KEY, null, LocalDate.of(2025, 7, 31)));
            assertThat(statement.interest()).isEqualTo("21.52");
            assertThat(statement.compensation()).isEqualTo("40.00");
            assertThat(statement.due()).isEqualTo("1271.52");
        }

        @Test
        void a_country_without_a_legal_rate_needs_one_of_its_own() {
            counter.desk.country("AR");
            refuses(
                    () -> counter.desk.in(
                            () -> counter.rules.set(new CollectionRule(true, false, Interest.LEGAL, null, null))),
                    "interest billing.interest.none-legal");
        }

        private int propose(LocalDate day) {
            counter.desk.day(day);
            return counter.desk.in(() -> counter.reminders.propose());
        }

        private List<Reminder> waiting() {
            return counter.desk.in(() -> counter.reminders.list(State.PROPOSED));
        }

        @Test
        void reminders_escalate_level_by_level_and_stop_when_it_is_paid() {
            Invoice invoice = counter.desk.issue(ACME, TODAY, TODAY.plusDays(10), "1000");
            LocalDate due = TODAY.plusDays(10);
            assertThat(propose(due.plusDays(2))).isZero();
            assertThat(propose(due.plusDays(3))).isOne();
            assertThat(propose(due.plusDays(3))).as("the same day again").isZero();
            Reminder first = waiting().get(0);
            assertThat(first.level()).isOne();
            assertThat(first.subject()).isEqualTo("Factura FAC-2026-001: recordatorio de pago");
            assertThat(first.text())
                    .contains("Cliente " + ACME)
                    .contains("1.210,00")
                    .contains("Demo SL");
            assertThat(propose(due.plusDays(20)))
                    .as("nothing follows while one waits")
                    .isZero();
            counter.desk.in(() -> counter.reminders.send(first.id()));
            assertThat(counter.desk.published()).last().isInstanceOfSatisfying(ReminderDue.class, event -> {
                assertThat(event.number()).isEqualTo("FAC-2026-001");
                assertThat(event.level()).isOne();
                assertThat(event.amount()).isEqualTo("1210.00");
            });
            // handed over 20 days late: the second follows 12 days later, not at once
            assertThat(propose(due.plusDays(31))).isZero();
            assertThat(propose(due.plusDays(32))).isOne();
            counter.desk.in(() -> counter.reminders.dismiss(waiting().get(0).id()));
            assertThat(propose(due.plusDays(47))).isOne();
            assertThat(waiting().get(0).level()).isEqualTo(3);
            pay(invoice.id(), "1210", due.plusDays(47));
            assertThat(propose(due.plusDays(48))).isZero();
            assertThat(waiting()).isEmpty();
            assertThat(propose(due.plusDays(400))).isZero();
        }

        @Test
        void a_pause_holds_reminders_back_and_withdraws_the_one_that_waits() {
            Invoice invoice = counter.desk.issue(ACME, TODAY, null, "100");
            assertThat(propose(TODAY.plusDays(5))).isOne();
            counter.desk.in(() -> {
                counter.rules.pause(new Pause("invoice:" + invoice.id(), "en disputa", TODAY.plusDays(30)));
                return 0;
            });
            assertThat(propose(TODAY.plusDays(6))).isZero();
            assertThat(waiting()).isEmpty();
            assertThat(propose(TODAY.plusDays(31))).isOne();
            assertThat(waiting().get(0).level()).as("it was never handed over").isOne();
        }

        @Test
        void reminders_speak_the_language_of_the_customer() {
            counter.desk.in(() -> counter.desk
                    .invoices()
                    .createIssued(new io.rubro.billing.InvoiceDraft(
                            null,
                            TODAY,
                            null,
                            new io.rubro.billing.CustomerDraft(null, "Smith Ltd", "GB123", "a@b.co", null, "GB"),
                            List.of(io.rubro.billing.internal.service.Desk.line("100", "21")))));
            propose(TODAY.plusDays(4));
            assertThat(waiting().get(0).subject()).isEqualTo("Invoice FAC-2026-001: payment reminder");
        }

        @Test
        void a_payment_withdraws_the_reminder_and_brings_the_next_instalment_up() {
            Invoice invoice = issueIn(thirds().id(), TODAY, "100"); // 40.33 40.33 40.34
            assertThat(propose(TODAY.plusDays(34))).isOne();
            Reminder waits = waiting().get(0);
            pay(invoice.id(), "40.33", TODAY.plusDays(34));
            PaymentRegistered paid = (PaymentRegistered)
                    counter.desk.published().get(counter.desk.published().size() - 1);
            counter.desk.in(() -> {
                new PaymentWatch(counter.plans, counter.reminders).on(new Heard(paid));
                return 0;
            });
            assertThat(counter.desk.in(() -> counter.reminders.get(waits.id())).state())
                    .isEqualTo(State.WITHDRAWN);
            InvoiceFilter late =
                    new InvoiceFilter(null, null, null, null, null, true, TODAY.plusDays(60), null, null, null, null);
            assertThat(counter.desk
                            .in(() -> counter.desk.invoices().list(late, new PageRequest(10, null, null)))
                            .items())
                    .isEmpty();
        }

        @Test
        void a_credit_note_takes_off_what_is_owed_and_what_is_left_of_it_is_credit() {
            Invoice first = counter.desk.issue(ACME, TODAY, null, "100");
            pay(first.id(), "100", TODAY);
            counter.desk.in(() -> counter.desk
                    .invoices()
                    .createIssued(new InvoiceDraft(
                            InvoiceKind.CREDIT_NOTE,
                            null,
                            TODAY,
                            null,
                            new CustomerDraft(null, "Cliente " + ACME, ACME, null, null, null),
                            null,
                            List.of(new LineDraft("Devolución", of("-1"), of("50"), null, of("21"))),
                            new Correction(
                                    CorrectionMethod.DIFFERENCES,
                                    CorrectionReason.RETURN,
                                    List.of(InvoiceReference.to(first.id()))),
                            List.of(),
                            null)));
            // 21.00 of the 60.50 pay what was left of the invoice, 39.50 are the customer's
            Ageing ageing = counter.desk.in(() -> counter.ageing.on(null));
            assertThat(ageing.total().total()).isEqualTo("-39.50");
            assertThat(ageing.total().credit()).isEqualTo("-39.50");
            Statement statement = counter.desk.in(() -> counter.statements.of(KEY, null, null));
            assertThat(statement.closing()).isEqualTo("-39.50");
            assertThat(statement.credit()).isEqualTo("0.00");
        }

        @Test
        void an_invoice_without_instalments_gets_one() {
            Invoice invoice = counter.desk.issue(ACME, TODAY, TODAY.plusDays(8), "100");
            counter.desk.in(() -> counter.desk
                    .platform()
                    .sql()
                    .update("delete from billing.instalment where organization_id = {org}"));
            assertThat(total(TODAY)).isEqualTo("0.00");
            assertThat(counter.desk.in(() -> counter.plans.complete())).isOne();
            assertThat(counter.desk.in(() -> counter.plans.complete())).isZero();
            assertThat(total(TODAY)).isEqualTo("121.00");
            assertThat(instalments(invoice.id()).get(0).dueDate()).isEqualTo(TODAY.plusDays(8));
        }

        @Test
        void nobody_is_reminded_without_the_wish_to() {
            counter.desk.issue(ACME, TODAY, null, "100");
            counter.desk.in(() -> counter.rules.set(new CollectionRule(false, false, Interest.NONE, null, null)));
            assertThat(propose(TODAY.plusDays(50))).isZero();
        }

        @Test
        void own_texts_replace_those_of_the_product() {
            counter.desk.in(() -> counter.texts.set(List.of(new ReminderTexts.Level(
                    10, List.of(new ReminderTexts.Text("es", "Oiga {cliente}", "Debe {importe} desde {dias} días"))))));
            counter.desk.issue(ACME, TODAY, null, "100");
            assertThat(propose(TODAY.plusDays(9))).isZero();
            assertThat(propose(TODAY.plusDays(10))).isOne();
            assertThat(waiting().get(0).subject()).isEqualTo("Oiga Cliente " + ACME);
            assertThat(waiting().get(0).text()).startsWith("Debe 121,00").endsWith("€ desde 10 días");
        }
    }

    /** An event as the journal would deliver it. */
    private record Heard(PaymentRegistered payment) implements JournalEvent {

        @Override
        public long position() {
            return 1;
        }

        @Override
        public Id id() {
            return payment.paymentId();
        }

        @Override
        public String type() {
            return "billing.payment.registered";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Id organization() {
            return Tenant.current();
        }

        @Override
        public Id aggregate() {
            return payment.invoiceId();
        }

        @Override
        public Instant at() {
            return Instant.EPOCH;
        }

        @Override
        public String json() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T payload(Class<T> type) {
            return type.cast(payment);
        }
    }
}
