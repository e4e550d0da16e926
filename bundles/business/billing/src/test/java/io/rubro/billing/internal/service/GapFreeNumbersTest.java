package io.rubro.billing.internal.service;

import static io.rubro.billing.internal.service.Office.TODAY;
import static io.rubro.billing.internal.service.Office.acme;
import static io.rubro.billing.internal.service.Office.line;
import static io.rubro.billing.internal.service.Office.simple;
import static io.rubro.billing.internal.service.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.Series;
import io.rubro.billing.SeriesDraft;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GapFreeNumbersTest {

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

        private static final int THREADS = 8;

        Rules(TestDatabase database) {
            super(database);
        }

        private InvoiceDraft in(@Nullable String series, @Nullable LocalDate date) {
            return new InvoiceDraft(series, date, null, acme(), List.of(line("1", "1", "21")));
        }

        private String issue(@Nullable String series, @Nullable LocalDate date) {
            return String.valueOf(office.in(() -> office.invoices.createIssued(in(series, date)))
                    .number());
        }

        private <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
            ExecutorService executor = Executors.newFixedThreadPool(THREADS);
            try {
                CountDownLatch together = new CountDownLatch(THREADS);
                List<Future<T>> results = new ArrayList<>();
                for (int i = 0; i < times; i++) {
                    results.add(executor.submit(() -> {
                        together.countDown();
                        together.await();
                        return work.call();
                    }));
                }
                List<T> values = new ArrayList<>();
                for (Future<T> result : results) {
                    values.add(result.get());
                }
                return values;
            } finally {
                executor.shutdownNow();
            }
        }

        @Test
        void eight_threads_number_without_gap_or_duplicate_from_the_very_first() throws Exception {
            int invoices = 200;
            List<String> numbers = atOnce(invoices, () -> issue(null, null));
            assertThat(numbers)
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, invoices)
                            .mapToObj(i -> "FAC-2026-%03d".formatted(i))
                            .toList());
        }

        /** The time-out is below that of a lock: nobody may have waited for one that never comes. */
        @Test
        @Timeout(50)
        void many_may_be_the_first_at_once() throws Exception {
            for (int i = 0; i < 20; i++) {
                office.cleared();
                assertThat(atOnce(THREADS, () -> issue(null, null))).doesNotHaveDuplicates();
            }
        }

        @Test
        void what_fails_between_the_others_leaves_no_gap() throws Exception {
            List<String> kept = Collections.synchronizedList(new ArrayList<>());
            Id organization = office.organization;
            atOnce(80, () -> {
                boolean fails = Math.floorMod(Id.next().value(), 3) == 0;
                try {
                    Tenant.call(
                            organization, () -> office.platform.transactions().required(() -> {
                                String number = String.valueOf(
                                        office.invoices.createIssued(simple()).number());
                                if (fails) {
                                    throw new IllegalStateException("after the number was taken");
                                }
                                kept.add(number);
                                return number;
                            }));
                } catch (IllegalStateException expected) {
                    kept.size(); // rolled back
                }
                return true;
            });
            assertThat(kept).isNotEmpty();
            assertThat(kept)
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, kept.size())
                            .mapToObj(i -> "FAC-2026-%03d".formatted(i))
                            .toList());
        }

        @Test
        void of_two_issues_of_one_draft_one_succeeds() throws Exception {
            Invoice draft = office.in(() -> office.invoices.create(simple()));
            List<Boolean> won = atOnce(THREADS, () -> {
                try {
                    office.in(() -> office.invoices.issue(draft.id(), null));
                    return true;
                } catch (ProblemException e) {
                    assertThat(e.status()).isEqualTo(409);
                    return false;
                }
            });
            assertThat(won).containsOnlyOnce(true);
            assertThat(issue(null, null)).isEqualTo("FAC-2026-002");
        }

        @Test
        void each_series_counts_for_itself_and_each_year_anew() {
            office.in(() -> office.series.open(new SeriesDraft("b", "{code}/{yy}/{number}", 5, null)));
            office.in(() -> office.series.open(new SeriesDraft("C", null, 1, false)));
            assertThat(issue("B", LocalDate.of(2025, 12, 30))).isEqualTo("B/25/00001");
            assertThat(issue("b", LocalDate.of(2025, 12, 31))).isEqualTo("B/25/00002");
            assertThat(issue("B", LocalDate.of(2026, 1, 1))).isEqualTo("B/26/00001");
            assertThat(issue("C", LocalDate.of(2025, 12, 31))).isEqualTo("C-1");
            assertThat(issue("C", LocalDate.of(2026, 1, 1))).isEqualTo("C-2");
            assertThat(issue(null, null)).isEqualTo("FAC-2026-001");
            assertThat(office.in(office.series::list))
                    .extracting(Series::code, Series::lastNumber)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("B", "B/26/00001"),
                            org.assertj.core.groups.Tuple.tuple("C", "C-2"),
                            org.assertj.core.groups.Tuple.tuple("FAC", "FAC-2026-001"));
        }

        @Test
        void dates_follow_the_numbers() {
            issue(null, TODAY.minusDays(1));
            refuses(() -> issue(null, TODAY.minusDays(2)), "issueDate billing.invoice.date-before-last");
            assertThat(issue(null, TODAY.minusDays(1))).isEqualTo("FAC-2026-002");
            assertThat(issue(null, null)).isEqualTo("FAC-2026-003");
        }

        @Test
        void who_waited_over_midnight_gets_the_new_day() {
            office.now = Instant.parse("2026-11-20T23:30:00Z"); // the 21st in Madrid
            issue(null, null);
            office.now = Instant.parse("2026-11-20T22:59:59Z"); // a request that began on the 20th
            Invoice late = office.in(() -> office.invoices.createIssued(in(null, null)));
            assertThat(late.issueDate()).isEqualTo(LocalDate.of(2026, 11, 21));
        }

        @Test
        void a_series_is_opened_once_and_correctly() {
            office.in(() -> office.series.open(new SeriesDraft("X", null, null, null)));
            refuses(
                    () -> office.in(() -> office.series.open(new SeriesDraft("x", null, null, null))),
                    409,
                    "billing.series.exists");
            refuses(
                    () -> office.in(() -> office.series.open(new SeriesDraft("Ñ-1", "{code}{number}", 10, null))),
                    "code billing.series.code",
                    "digits billing.series.digits",
                    "pattern billing.series.pattern");
            assertThat(office.audited).containsExactly("billing.series.open");
        }
    }
}
