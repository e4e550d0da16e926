package io.rubro.billing.internal.service;

import static io.rubro.billing.internal.service.Office.TODAY;
import static io.rubro.billing.internal.service.Office.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.CustomerDraft;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceFilter;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.InvoiceSummary;
import io.rubro.billing.PaymentDraft;
import io.rubro.billing.PaymentMethod;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InvoiceSearchTest {

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

        private Id paid;

        @BeforeAll
        void fill() {
            paid = issue("Ácme Ibérica", "info@acme.com", TODAY.minusDays(3), "10");
            issue("Bar Pepe", null, TODAY.minusDays(2), "30");
            issue("Cien% Lana", null, TODAY.minusDays(2), "20");
            issue("Bar Pepe", null, TODAY, "20");
            office.in(() -> office.invoices.create(draft("Dora", null, null, "5")));
            office.in(() -> office.invoices.create(draft("Eva", null, TODAY, "6")));
            office.in(() -> office.invoices.registerPayment(
                    paid, new PaymentDraft(new BigDecimal("10"), null, PaymentMethod.CASH)));
        }

        @Override
        void clear() {
            // all rules search the same books
        }

        private InvoiceDraft draft(String name, @Nullable String email, @Nullable LocalDate date, String price) {
            CustomerDraft customer = new CustomerDraft(null, name, null, email, null, null);
            return new InvoiceDraft(null, date, null, customer, List.of(line("1", price, "0")));
        }

        private Id issue(String name, @Nullable String email, LocalDate date, String price) {
            return office.in(() -> office.invoices.createIssued(draft(name, email, date, price)))
                    .id();
        }

        private Page<InvoiceSummary> page(InvoiceFilter filter, PageRequest request) {
            return office.in(() -> office.invoices.list(filter, request));
        }

        private List<String> names(InvoiceFilter filter) {
            return page(filter, new PageRequest(50, "createdAt", null)).items().stream()
                    .map(row -> row.customer().name())
                    .toList();
        }

        private InvoiceFilter customer(String text) {
            return new InvoiceFilter(null, text, null, null, null, false);
        }

        private List<InvoiceSummary> walk(String sort, int limit) {
            List<InvoiceSummary> rows = new ArrayList<>();
            String cursor = null;
            do {
                Page<InvoiceSummary> page = page(InvoiceFilter.ALL, new PageRequest(limit, sort, cursor));
                assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
                rows.addAll(page.items());
                cursor = page.next();
            } while (cursor != null);
            return rows;
        }

        @Test
        void customers_are_found_by_words_whatever_case_and_accents() {
            assertThat(names(customer("iberica ACME"))).containsExactly("Ácme Ibérica");
            assertThat(names(customer("info@acme"))).containsExactly("Ácme Ibérica");
            assertThat(names(customer("100"))).isEmpty();
            assertThat(names(customer("n%"))).containsExactly("Cien% Lana");
            assertThat(names(customer("_"))).isEmpty();
            assertThat(names(customer("' or 1=1 --"))).isEmpty();
            assertThat(names(customer(" \u0000 "))).hasSize(6);
        }

        @Test
        void filters_narrow_the_list() {
            assertThat(names(new InvoiceFilter(InvoiceStatus.DRAFT, null, null, null, null, false)))
                    .containsExactly("Dora", "Eva");
            assertThat(names(new InvoiceFilter(null, null, "tic-2026-00", null, null, false)))
                    .hasSize(4);
            assertThat(names(new InvoiceFilter(null, null, "TIC-2026-003", null, null, false)))
                    .containsExactly("Cien% Lana");
            assertThat(names(new InvoiceFilter(null, null, "FAC_2026", null, null, false)))
                    .isEmpty();
            assertThat(names(new InvoiceFilter(null, null, null, TODAY.minusDays(2), TODAY.minusDays(2), false)))
                    .containsExactly("Bar Pepe", "Cien% Lana");
            assertThat(names(new InvoiceFilter(null, null, null, null, null, true)))
                    .containsExactly("Bar Pepe", "Cien% Lana", "Bar Pepe");
        }

        @Test
        void every_order_can_be_walked_in_pages_of_any_size() {
            for (String sort : List.of("createdAt", "issueDate", "number", "customer", "total")) {
                List<InvoiceSummary> all = walk(sort, 50);
                assertThat(all).hasSize(6);
                for (int limit = 1; limit <= 6; limit++) {
                    assertThat(walk(sort, limit)).as(sort).containsExactlyElementsOf(all);
                    assertThat(walk("-" + sort, limit))
                            .as("-" + sort)
                            .containsExactlyElementsOf(all.stream()
                                    .sorted(Comparator.comparing(all::indexOf).reversed())
                                    .toList());
                }
            }
        }

        @Test
        void orders_are_what_they_say() {
            assertThat(walk("total", 50))
                    .extracting(InvoiceSummary::total)
                    .isSortedAccordingTo(Comparator.naturalOrder());
            assertThat(walk("issueDate", 50))
                    .extracting(InvoiceSummary::issueDate)
                    .containsExactly(TODAY.minusDays(3), TODAY.minusDays(2), TODAY.minusDays(2), TODAY, TODAY, null);
            assertThat(walk("number", 50))
                    .extracting(InvoiceSummary::number)
                    .containsExactly("TIC-2026-001", "TIC-2026-002", "TIC-2026-003", "TIC-2026-004", null, null);
        }

        @Test
        void a_summary_carries_the_balance() {
            InvoiceSummary row = page(customer("acme"), new PageRequest(1, null, null))
                    .items()
                    .get(0);
            assertThat(row.id()).isEqualTo(paid);
            assertThat(row.balance()).isEqualTo("0.00");
            assertThat(row.currency()).isEqualTo("EUR");
        }

        @Test
        void a_cursor_somebody_made_up_is_refused() {
            for (String cursor : List.of(
                    "x", PageRequest.cursor("x", 1), PageRequest.cursor("2026-11-20", "y"), PageRequest.cursor(1))) {
                assertThatThrownBy(() -> page(InvoiceFilter.ALL, new PageRequest(5, "issueDate", cursor)))
                        .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.status())
                                .isEqualTo(422));
            }
        }
    }
}
