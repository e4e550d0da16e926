package io.rubro.billing.internal.receivables;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.Invoice;
import io.rubro.billing.PaymentDraft;
import io.rubro.billing.PaymentMethod;
import io.rubro.billing.internal.receivables.Receipts.Part;
import io.rubro.billing.internal.receivables.Receipts.Spread;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is paid, allocated and given back in whatever order: no cent is lost, none is made. */
class AllocationProperties {

    private static final String ACME = "B12345674";
    private static final CustomerKey KEY = new CustomerKey("tax:" + ACME);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    private static Counter counter;

    @BeforeContainer
    static void start() {
        counter = new Counter(TestDatabase.DERBY);
    }

    @AfterContainer
    static void stop() {
        counter.close();
    }

    private enum Deed {
        INVOICE,
        PAY,
        RECEIVE_OLDEST,
        RECEIVE_BY_HAND,
        RECEIVE_ONLY,
        ALLOCATE_OLDEST,
        ALLOCATE_BY_HAND,
        REFUND
    }

    private record Step(Deed deed, int which, int cents) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Deed.class),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(1, 40_000))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(14);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void no_cent_is_lost(@ForAll("steps") List<Step> steps) {
        counter.desk.cleared();
        List<Id> invoices = new ArrayList<>();
        List<Id> receipts = new ArrayList<>();
        invoices.add(counter.desk.issue(ACME, TODAY, TODAY.plusDays(3), "100").id());
        for (Step step : steps) {
            try {
                take(step, invoices, receipts);
            } catch (ProblemException refused) {
                assertThat(refused.status()).isEqualTo(422); // and nothing of it stays
            }
            holds(invoices, receipts);
        }
    }

    private void take(Step step, List<Id> invoices, List<Id> receipts) {
        BigDecimal amount = BigDecimal.valueOf(step.cents, 2);
        Id invoice = invoices.get(step.which % invoices.size());
        Id receipt = receipts.isEmpty() ? null : receipts.get(step.which % receipts.size());
        List<Part> byHand = List.of(new Part(invoice, amount));
        switch (step.deed) {
            case INVOICE ->
                invoices.add(counter.desk
                        .issue(ACME, TODAY, TODAY.plusDays(step.which), amount.toPlainString())
                        .id());
            case PAY ->
                counter.desk.in(() -> counter.desk
                        .invoices()
                        .registerPayment(invoice, new PaymentDraft(amount, null, PaymentMethod.CASH)));
            case RECEIVE_OLDEST -> receipts.add(receive(amount, Spread.OLDEST, List.of()));
            case RECEIVE_BY_HAND -> receipts.add(receive(amount, Spread.BY_HAND, byHand));
            case RECEIVE_ONLY -> receipts.add(receive(amount, Spread.NONE, List.of()));
            case ALLOCATE_OLDEST -> {
                if (receipt != null) {
                    counter.desk.in(() -> counter.receipts.allocate(receipt, Spread.OLDEST, null));
                }
            }
            case ALLOCATE_BY_HAND -> {
                if (receipt != null) {
                    counter.desk.in(() -> counter.receipts.allocate(receipt, Spread.BY_HAND, byHand));
                }
            }
            case REFUND -> {
                if (receipt != null) {
                    counter.desk.in(() -> counter.receipts.refund(receipt, amount, null, PaymentMethod.CASH));
                }
            }
        }
    }

    private static Id receive(BigDecimal amount, Spread spread, List<Part> parts) {
        return counter.desk
                .in(() -> counter.receipts.register(
                        new Receipts.Draft(KEY.value(), null, PaymentMethod.TRANSFER, amount, spread, parts, null)))
                .id();
    }

    private static void holds(List<Id> invoices, List<Id> receipts) {
        BigDecimal owed = ZERO;
        for (Id id : invoices) {
            Invoice invoice = counter.desk.in(() -> counter.desk.invoices().get(id));
            assertThat(invoice.balance()).isNotNegative();
            List<Instalment> instalments =
                    counter.desk.in(() -> counter.plans.get(id)).instalments();
            assertThat(instalments.stream().map(Instalment::open).reduce(ZERO, BigDecimal::add))
                    .isEqualTo(invoice.balance());
            owed = owed.add(invoice.balance());
        }
        BigDecimal left = ZERO;
        for (Id id : receipts) {
            Receipt receipt = counter.desk.in(() -> counter.receipts.get(id));
            BigDecimal allocated = receipt.allocations().stream()
                    .map(Receipt.Allocation::amount)
                    .reduce(ZERO, BigDecimal::add);
            assertThat(receipt.allocated()).isEqualTo(allocated);
            assertThat(receipt.unallocated()).isNotNegative();
            assertThat(receipt.allocated().add(receipt.refunded()).add(receipt.unallocated()))
                    .isEqualTo(receipt.amount());
            left = left.add(receipt.unallocated());
        }
        assertThat(counter.desk.in(() -> counter.ageing.on(null)).total().total())
                .isEqualTo(owed.subtract(left));
        Statement statement = counter.desk.in(() -> counter.statements.of(KEY, null, null));
        assertThat(statement.closing()).isEqualTo(owed.subtract(left));
        assertThat(statement.credit()).isEqualTo(left);
    }
}
