package io.rubro.platform.events.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever publishers do, each subscriber gets every event of a record once, in the order of the commits. */
class JournalOrderTest {

    private static void run(Probe probe, int publishers, double seconds, int slowMillis, int abortPercent)
            throws InterruptedException {
        long until = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        List<Thread> threads = Stream.generate(() -> probe.publisher(until, slowMillis, abortPercent))
                .limit(publishers)
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void eight_publishers_lose_double_and_swap_nothing(TestDatabase database) throws Exception {
        try (TestPlatform platform = database.start();
                JournalNode node = JournalNode.on(platform)) {
            Probe probe = new Probe(node);
            String[] names = IntStream.range(0, 4).mapToObj(i -> "probe.s" + i).toArray(String[]::new);
            for (String name : names) {
                node.bind(probe.subscriber(name));
            }
            run(probe, 8, 3, 4, 10);
            probe.settle(names);
            assertThat(probe.changes()).isGreaterThan(500);
            assertThat(probe.isGapFree()).isTrue();
        }
    }

    /**
     * A commit frees its records before its end is reported. Here the report comes late, so that successors are often
     * reported before their predecessors.
     */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void commits_reported_late_and_in_another_order_swap_nothing(TestDatabase database) throws Exception {
        try (TestPlatform platform = database.start();
                JournalNode node = JournalNode.on(platform, LateReports::new)) {
            Probe probe = new Probe(node);
            node.bind(probe.subscriber("probe.a"), probe.subscriber("probe.b"));
            run(probe, 8, 3, 0, 5);
            probe.settle("probe.a", "probe.b");
            assertThat(probe.changes()).isGreaterThan(200);
            assertThat(probe.isGapFree()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_transaction_that_stays_open_hides_nobody_elses_events(TestDatabase database) throws Exception {
        try (TestPlatform platform = database.start();
                JournalNode node = JournalNode.on(platform)) {
            Probe probe = new Probe(node);
            node.bind(probe.subscriber("probe.a"));
            CountDownLatch written = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            Thread late = new Thread(() -> probe.raise(
                    () -> afterTheEventsAreWritten(node, () -> {
                        written.countDown();
                        await(goOn);
                    }),
                    0));
            late.start();
            await(written);
            for (int i = 0; i < 100; i++) {
                probe.raise(1 + i % (Probe.COUNTERS - 1));
            }
            Await.until(() -> probe.counted("probe.a") == 100, () -> "counted " + probe.counted("probe.a"));
            goOn.countDown();
            late.join();
            assertThat(probe.changes()).isEqualTo(101);
            probe.settle("probe.a");
            assertThat(probe.isGapFree()).isTrue();
        }
    }

    private static void afterTheEventsAreWritten(JournalNode node, Runnable action) {
        node.transactions.beforeCommit(
                () -> node.transactions.beforeCommit(() -> node.transactions.beforeCommit(action)));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
