package io.rubro.billing.internal.service;

import static io.rubro.billing.internal.service.Office.TODAY;
import static io.rubro.billing.internal.service.Office.acme;
import static io.rubro.billing.internal.service.Office.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceFilter;
import io.rubro.billing.InvoiceSummary;
import io.rubro.billing.PaymentDraft;
import io.rubro.billing.PaymentMethod;
import io.rubro.billing.PaymentState;
import io.rubro.billing.internal.model.Figures;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.rest.PageRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BookkeeperTest {

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

        private static InvoiceDraft draft(@Nullable LocalDate date, @Nullable LocalDate due, String price) {
            return new InvoiceDraft(null, date, due, acme(), List.of(line("1", price, "21")));
        }

        private Id issue(LocalDate date, @Nullable LocalDate due, String price) {
            return office.in(() -> office.invoices.createIssued(draft(date, due, price)))
                    .id();
        }

        private void pay(Id invoice, String amount, LocalDate date) {
            office.in(() -> office.invoices.registerPayment(
                    invoice, new PaymentDraft(new BigDecimal(amount), date, PaymentMethod.CARD)));
        }

        private Figures figures() {
            return office.in(() -> office.bookkeeper.figures());
        }

        @Test
        void nothing_makes_zeros_for_thirteen_months() {
            Figures figures = figures();
            assertThat(figures.currency()).isEqualTo("EUR");
            assertThat(figures.months()).hasSize(13).allSatisfy(month -> {
                assertThat(month.invoiced()).isEqualTo("0.00");
                assertThat(month.collected()).isEqualTo("0.00");
            });
            assertThat(figures.months().get(0).month()).isEqualTo(YearMonth.of(2025, 11));
            assertThat(figures.months().get(12).month()).isEqualTo(YearMonth.of(2026, 11));
            assertThat(figures.pending()).isEqualTo(new Figures.Open(0, new BigDecimal("0.00")));
        }

        @Test
        void invoices_and_payments_count_in_their_months_and_drafts_in_none() {
            issue(LocalDate.of(2025, 10, 31), null, "999");
            Id october = issue(LocalDate.of(2026, 10, 31), TODAY.plusDays(1), "100");
            issue(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 19), "200");
            issue(TODAY, null, "300");
            office.in(() -> office.invoices.create(draft(null, null, "5000")));
            pay(october, "21", LocalDate.of(2026, 10, 31));
            pay(october, "50.50", TODAY);

            Figures figures = figures();
            Figures.Month last = figures.months().get(11);
            Figures.Month now = figures.months().get(12);
            assertThat(last.invoiced()).isEqualTo("121.00");
            assertThat(last.collected()).isEqualTo("21.00");
            assertThat(now.invoices()).isEqualTo(2);
            assertThat(now.invoiced()).isEqualTo("605.00");
            assertThat(now.collected()).isEqualTo("50.50");
            assertThat(figures.months().get(0).invoices()).isZero();
            assertThat(figures.drafts()).isEqualTo(1);
            assertThat(figures.pending().invoices()).isEqualTo(4);
            assertThat(figures.pending().amount()).isEqualTo("1863.29");
            assertThat(figures.overdue().invoices()).isEqualTo(2);
            assertThat(figures.overdue().amount()).isEqualTo("1450.79");
        }

        @Test
        void what_is_paid_is_no_longer_open() {
            Id invoice = issue(TODAY.minusDays(9), TODAY.minusDays(2), "100");
            assertThat(figures().overdue().amount()).isEqualTo("121.00");
            pay(invoice, "121", TODAY);
            assertThat(figures().pending().invoices()).isZero();
            assertThat(figures().overdue().invoices()).isZero();
        }

        @Test
        void the_month_is_the_one_of_the_organisations_clock() {
            office.now = Instant.parse("2026-11-30T23:30:00Z"); // December in Madrid
            assertThat(figures().months().get(12).month()).isEqualTo(YearMonth.of(2026, 12));
        }

        @Test
        void nobody_sees_the_figures_of_others() {
            issue(TODAY, null, "100");
            office.cleared();
            assertThat(figures().pending().invoices()).isZero();
            assertThat(figures().months().get(12).invoiced()).isEqualTo("0.00");
        }

        @Test
        void lists_tell_overdue_partly_paid_and_paid_invoices_apart() {
            Id late = issue(TODAY.minusDays(9), TODAY.minusDays(2), "10");
            Id partly = issue(TODAY.minusDays(8), TODAY.plusDays(2), "20");
            Id atOnce = issue(TODAY.minusDays(7), null, "30");
            Id paid = issue(TODAY.minusDays(6), null, "40");
            Id draft = office.in(() -> office.invoices.create(draft(null, null, "50")))
                    .id();
            pay(partly, "1", TODAY);
            pay(paid, "48.40", TODAY);

            assertThat(list(filter(TODAY, null, null))).containsExactly(atOnce, late);
            assertThat(list(filter(null, PaymentState.PARTIAL, null))).containsExactly(partly);
            assertThat(list(filter(null, PaymentState.PAID, null))).containsExactly(paid);
            assertThat(list(filter(null, PaymentState.UNPAID, null))).containsExactly(atOnce, late);
            assertThat(list(InvoiceFilter.ALL)).containsExactly(atOnce, late, partly, paid, draft);
        }

        @Test
        void one_text_finds_numbers_and_customers() {
            Id first = issue(TODAY.minusDays(1), null, "10");
            Id second = issue(TODAY, null, "20");
            assertThat(list(filter(null, null, "2026-002"))).containsExactly(second);
            assertThat(list(filter(null, null, "ACME 001"))).containsExactly(first);
            assertThat(list(filter(null, null, "acme"))).containsExactly(first, second);
            assertThat(list(filter(null, null, "_"))).isEmpty();
        }

        private static InvoiceFilter filter(
                @Nullable LocalDate overdue, @Nullable PaymentState payment, @Nullable String text) {
            return new InvoiceFilter(null, null, null, null, null, false, overdue, payment, null, null, text);
        }

        private List<Id> list(InvoiceFilter filter) {
            return office
                    .in(() -> office.invoices.list(filter, new PageRequest(50, "collectBy", null)))
                    .items()
                    .stream()
                    .map(InvoiceSummary::id)
                    .toList();
        }
    }
}
