package io.rubro.billing.internal.recurring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.CustomerDraft;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceFilter;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.internal.receivables.Counter;
import io.rubro.billing.internal.recurring.Schedule.Unit;
import io.rubro.billing.internal.recurring.Template.Deed;
import io.rubro.billing.internal.recurring.Template.Outcome;
import io.rubro.billing.internal.recurring.Template.Run;
import io.rubro.billing.internal.recurring.Template.State;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.rest.PageRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class RecurringTest {

    private static final LocalDate START = LocalDate.of(2026, 1, 1);

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
        private Recurring recurring;

        Rules(TestDatabase database) {
            this.database = database;
        }

        @BeforeAll
        void start() {
            counter = new Counter(database);
            recurring = runner();
        }

        private Recurring runner() {
            var platform = counter.desk.platform();
            return new Recurring(
                    platform.transactions(),
                    platform.sql(),
                    counter.desk.invoices(),
                    counter.plans,
                    counter.desk.organizations(),
                    counter.desk.messages(),
                    counter.today,
                    counter.desk.audit(),
                    counter.desk.live(),
                    platform.schema("billing"));
        }

        @BeforeEach
        void clear() {
            counter.desk.cleared();
            counter.desk.day(START);
        }

        @AfterAll
        void stop() {
            counter.close();
        }

        private TemplateDraft draft(Unit unit, int every, Deed deed, String rate, @Nullable Integer count) {
            return new TemplateDraft(
                    "Mantenimiento",
                    deed,
                    null,
                    new CustomerDraft(null, "Acme", "B12345674", null, null, null),
                    List.of(new TemplateDraft.Line(
                            "Mantenimiento de {mes} de {año}",
                            BigDecimal.ONE,
                            new BigDecimal("100"),
                            null,
                            new BigDecimal(rate),
                            null)),
                    false,
                    null,
                    null,
                    30,
                    null,
                    unit,
                    every,
                    START,
                    null,
                    null,
                    count);
        }

        private Template create(Unit unit, int every, Deed deed) {
            return counter.desk.in(() -> recurring.create(draft(unit, every, deed, "21", null)));
        }

        private int run(LocalDate day) {
            counter.desk.day(day);
            return counter.desk.in(() -> recurring.runDue());
        }

        private List<Run> runs(Id id) {
            return counter.desk.in(() -> recurring.runs(id));
        }

        private Template get(Id id) {
            return counter.desk.in(() -> recurring.get(id));
        }

        private Invoice invoice(Run run) {
            return counter.desk.in(() -> counter.desk.invoices().get(run.invoiceId()));
        }

        @Test
        void each_is_made_once_on_its_day() {
            Template template = create(Unit.MONTH, 1, Deed.ISSUE);
            assertThat(run(START)).isOne();
            assertThat(run(START)).isZero();
            assertThat(run(LocalDate.of(2026, 1, 31))).isZero();
            assertThat(run(LocalDate.of(2026, 2, 1))).isOne();
            Invoice second = invoice(runs(template.id()).get(0));
            assertThat(second.status()).isEqualTo(InvoiceStatus.ISSUED);
            assertThat(second.lines().get(0).description()).isEqualTo("Mantenimiento de febrero de 2026");
            assertThat(second.dueDate()).isEqualTo(LocalDate.of(2026, 3, 3));
            assertThat(second.terms().operationDate()).isNull();
            assertThat(get(template.id()).nextOn()).isEqualTo(LocalDate.of(2026, 3, 1));
        }

        @Test
        void after_a_hundred_days_asleep_all_are_made_in_order_once_each() {
            Template template = create(Unit.WEEK, 1, Deed.ISSUE);
            LocalDate awake = START.plusDays(100);
            assertThat(run(awake)).isEqualTo(15);
            List<Run> runs = new ArrayList<>(runs(template.id()));
            java.util.Collections.reverse(runs);
            assertThat(runs)
                    .extracting(Run::periodOn)
                    .containsExactlyElementsOf(template.schedule().next(0, 15));
            assertThat(runs).extracting(Run::invoiceNumber).isSorted().doesNotHaveDuplicates();
            // the numbers of a series follow its dates: late ones bear today's, and say when they were supplied
            assertThat(runs.stream().map(this::invoice))
                    .extracting(Invoice::issueDate)
                    .containsOnly(awake);
            assertThat(invoice(runs.get(0)).terms().operationDate()).isEqualTo(START);
            assertThat(run(awake)).isZero();
        }

        @Test
        void two_runners_at_the_same_time_make_each_once() throws Exception {
            Template template = create(Unit.WEEK, 1, Deed.ISSUE);
            Recurring other = runner();
            counter.desk.day(START.plusDays(100));
            CountDownLatch both = new CountDownLatch(2);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<Future<Integer>> made = new ArrayList<>();
            for (Recurring runner : List.of(recurring, other)) {
                made.add(threads.submit(() -> {
                    both.countDown();
                    both.await();
                    return counter.desk.in(runner::runDue);
                }));
            }
            int sum = made.get(0).get() + made.get(1).get();
            threads.shutdown();
            // who loses a race goes home; what is left is made at the next run
            sum += counter.desk.in(() -> recurring.runDue());
            assertThat(sum).isEqualTo(15);
            assertThat(runs(template.id())).hasSize(15).allSatisfy(run -> assertThat(run.outcome())
                    .isEqualTo(Outcome.MADE));
            assertThat(counter.desk
                            .in(() -> counter.desk.invoices().list(InvoiceFilter.ALL, new PageRequest(100, null, null)))
                            .items())
                    .hasSize(15);
        }

        @Test
        void what_fails_waits_with_its_reason_and_is_tried_again() {
            // 5 % was a rate until September 2024
            Template template = counter.desk.in(() -> recurring.create(draft(Unit.MONTH, 1, Deed.ISSUE, "5", null)));
            Template fine = create(Unit.MONTH, 1, Deed.DRAFT);
            assertThat(run(START.plusMonths(2)))
                    .as("the other one, three times")
                    .isEqualTo(3);
            Run failed = runs(template.id()).get(0);
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.periodOn()).isEqualTo(START);
            assertThat(failed.reason()).contains("vigente");
            assertThat(get(template.id()).failure()).isEqualTo(failed);
            run(START.plusMonths(2));
            assertThat(runs(template.id())).hasSize(1);
            assertThat(runs(template.id()).get(0).attempts()).isEqualTo(2);

            Template now = get(template.id());
            counter.desk.in(() -> recurring.update(
                    template.id(),
                    new io.rubro.platform.rest.IfMatch(now.version()),
                    draft(Unit.MONTH, 1, Deed.ISSUE, "21", null)));
            assertThat(run(START.plusMonths(2))).isEqualTo(3);
            assertThat(runs(template.id()))
                    .allSatisfy(run -> assertThat(run.outcome()).isEqualTo(Outcome.MADE));
            assertThat(get(template.id()).failure()).isNull();
            assertThat(invoice(runs(fine.id()).get(0)).status()).isEqualTo(InvoiceStatus.DRAFT);
        }

        @Test
        void a_pause_stops_it_and_what_was_missed_may_be_left_out() {
            Template template = create(Unit.MONTH, 1, Deed.DRAFT);
            counter.desk.in(() -> recurring.pause(template.id()));
            assertThat(run(START.plusMonths(3))).isZero();
            counter.desk.in(() -> recurring.resume(template.id(), true));
            assertThat(run(START.plusMonths(3))).isOne();
            assertThat(runs(template.id()))
                    .extracting(Run::outcome)
                    .containsExactly(Outcome.MADE, Outcome.SKIPPED, Outcome.SKIPPED, Outcome.SKIPPED);
        }

        @Test
        void it_ends_after_so_many() {
            Template template = counter.desk.in(() -> recurring.create(draft(Unit.MONTH, 1, Deed.DRAFT, "21", 2)));
            assertThat(run(START.plusYears(1))).isEqualTo(2);
            assertThat(get(template.id()).state()).isEqualTo(State.ENDED);
            assertThat(get(template.id()).nextOn()).isNull();
        }

        @Test
        void it_can_be_made_before_its_day() {
            Template template = create(Unit.MONTH, 1, Deed.ISSUE);
            counter.desk.in(() -> recurring.runNow(template.id()));
            Invoice early = counter.desk.in(() -> recurring.runNow(template.id()));
            assertThat(early.issueDate()).isEqualTo(START);
            assertThat(early.lines().get(0).description()).isEqualTo("Mantenimiento de febrero de 2026");
            assertThat(run(LocalDate.of(2026, 2, 1))).isZero();
        }
    }
}
