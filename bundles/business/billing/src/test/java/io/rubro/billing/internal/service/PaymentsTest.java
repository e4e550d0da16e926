package io.rubro.billing.internal.service;

import static io.rubro.billing.internal.service.Office.TODAY;
import static io.rubro.billing.internal.service.Office.simple;
import static io.rubro.billing.internal.service.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.Invoice;
import io.rubro.billing.Payment;
import io.rubro.billing.PaymentDraft;
import io.rubro.billing.PaymentMethod;
import io.rubro.billing.PaymentRegistered;
import io.rubro.billing.PaymentState;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PaymentsTest {

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

    abstract static class Rules extends InOffice {

        Rules(TestDatabase database) {
            super(database);
        }

        private Invoice invoice;

        @BeforeEach
        void anInvoiceOf121() {
            invoice = office.in(() -> office.invoices.createIssued(simple()));
        }

        private Payment pay(Id id, String amount, @Nullable LocalDate date) {
            return office.in(() -> office.invoices.registerPayment(
                    id, new PaymentDraft(new BigDecimal(amount), date, PaymentMethod.TRANSFER)));
        }

        private Invoice get(Id id) {
            return office.in(() -> office.invoices.get(id));
        }

        @Test
        void payments_lower_the_balance_until_it_is_paid() {
            Payment first = pay(invoice.id(), "21", TODAY.minusDays(1));
            assertThat(first.amount()).isEqualTo("21.00");
            assertThat(first.balance()).isEqualTo("100.00");
            assertThat(get(invoice.id()).payment()).isEqualTo(PaymentState.PARTIAL);
            Payment second = pay(invoice.id(), "100.00", null);
            assertThat(second.date()).isEqualTo(TODAY);
            Invoice paid = get(invoice.id());
            assertThat(paid.payment()).isEqualTo(PaymentState.PAID);
            assertThat(paid.balance()).isEqualTo("0.00");
            assertThat(paid.version()).isGreaterThan(invoice.version());
            assertThat(office.in(() -> office.invoices.payments(invoice.id()))).containsExactly(first, second);
            assertThat(office.published)
                    .last()
                    .isEqualTo(new PaymentRegistered(
                            second.id(),
                            invoice.id(),
                            "FAC-2026-001",
                            invoice.customer(),
                            TODAY,
                            "transfer",
                            "EUR",
                            new BigDecimal("100.00"),
                            new BigDecimal("0.00")));
            assertThat(office.audited).endsWith("billing.payment.register", "billing.payment.register");
        }

        @Test
        void more_than_the_balance_is_refused() {
            refuses(() -> pay(invoice.id(), "121.01", null), "amount billing.payment.exceeds-balance");
            pay(invoice.id(), "121.00", null);
            refuses(() -> pay(invoice.id(), "0.01", null), "amount billing.payment.exceeds-balance");
            assertThat(office.in(() -> office.invoices.payments(invoice.id()))).hasSize(1);
        }

        @Test
        void an_amount_is_above_zero_and_in_cents() {
            refuses(() -> pay(invoice.id(), "0", null), "amount billing.payment.amount");
            refuses(() -> pay(invoice.id(), "-1", null), "amount billing.payment.amount");
            refuses(() -> pay(invoice.id(), "1.001", null), "amount billing.number.digits");
            refuses(() -> pay(invoice.id(), "1", TODAY.plusDays(1)), "date billing.payment.date");
            assertThat(get(invoice.id())).isEqualTo(invoice);
        }

        @Test
        void a_draft_cannot_be_paid() {
            Invoice draft = office.in(() -> office.invoices.create(simple()));
            refuses(() -> pay(draft.id(), "1", null), 409, "billing.payment.draft");
            refuses(() -> pay(Id.next(), "1", null), 404, "billing.invoice.not-found");
        }

        @Test
        void payments_at_the_same_time_never_exceed_the_total() throws Exception {
            int threads = 8;
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            AtomicInteger refused = new AtomicInteger();
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < 2 * threads; i++) {
                results.add(executor.submit(() -> {
                    try {
                        pay(invoice.id(), "11.00", null);
                    } catch (ProblemException e) {
                        assertThat(e.status()).isEqualTo(422);
                        refused.incrementAndGet();
                    }
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
            executor.shutdown();
            assertThat(refused).hasValue(5); // 121 = 11 × 11
            assertThat(get(invoice.id()).payment()).isEqualTo(PaymentState.PAID);
        }
    }
}
