package io.rubro.platform.events.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An event that cannot be taken waits aside with its successors and blocks nobody else. */
class FailureTest {

    private static final int SICK = 7;

    private TestPlatform platform;
    private JournalNode node;
    private Probe probe;
    private HeldEvents held;
    private final RecordedAudit audit = new RecordedAudit();

    private void start(TestDatabase database) {
        platform = database.start();
        node = JournalNode.on(platform);
        probe = new Probe(node);
        held = new HeldEvents(node.transactions, platform.globalSql(), audit, node.delivery, node.news);
    }

    @AfterEach
    void stop() {
        node.close();
        platform.close();
    }

    /** Fails at one change of one counter, until it is cured. */
    private final class Poisoned {

        private final AtomicInteger attempts = new AtomicInteger();
        private volatile boolean cured;

        Probe.Counting subscriber(String name, Failing failing) {
            return probe.new Counting(name, Set.of(CounterChanged.TYPE)) {
                @Override
                void before(CounterChanged event) throws Exception {
                    if (!cured && event.counter().equals(Probe.counter(SICK)) && event.value() == 3) {
                        attempts.incrementAndGet();
                        failing.fail();
                    }
                }
            };
        }
    }

    @FunctionalInterface
    private interface Failing {
        void fail() throws Exception;
    }

    private void raiseAll(int times) {
        for (int i = 0; i < times; i++) {
            for (int counter = 0; counter < Probe.COUNTERS; counter++) {
                probe.raise(counter);
            }
        }
    }

    private List<HeldEvent> find(HeldState state) {
        return held.find(new HeldEvents.Search(null, null, state, "", 0, 100));
    }

    private void poisonedAndParked(Poisoned poison, Failing failing) {
        node.bind(poison.subscriber("probe.sick", failing), probe.subscriber("probe.well"));
        raiseAll(5);
        probe.settle("probe.well");
        Await.until(() -> !find(HeldState.PARKED).isEmpty(), () -> "held: " + find(null));
        // all of the others, and of the sick counter what came before
        Await.until(
                () -> probe.counted("probe.sick") == 5L * Probe.COUNTERS - 3,
                () -> "counted " + probe.counted("probe.sick"));
    }

    private <T> T asOwner(java.util.concurrent.Callable<T> work) {
        return Tenant.call(Probe.organization(SICK), work);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_poisoned_event_is_parked_after_four_attempts_and_replayed_when_cured(TestDatabase database) {
        start(database);
        Poisoned poison = new Poisoned();
        poisonedAndParked(poison, () -> {
            throw new Exception("poison");
        });
        assertThat(poison.attempts).hasValue(4);
        assertThat(find(HeldState.PARKED)).singleElement().satisfies(event -> {
            assertThat(event.aggregate()).isEqualTo(Probe.counter(SICK));
            assertThat(event.attempts()).isEqualTo(4);
            assertThat(event.error()).contains("poison");
        });
        assertThat(find(HeldState.HELD)).hasSize(2);

        // in vain
        long position = find(HeldState.PARKED).get(0).position();
        asOwner(() -> held.replayParked("probe.sick"));
        Await.until(() -> poison.attempts.get() == 8 && !find(HeldState.PARKED).isEmpty(), () -> "held: " + find(null));

        poison.cured = true;
        Tenant.run(Probe.organization(SICK), () -> held.replay("probe.sick", position));
        probe.settle("probe.sick", "probe.well");
        assertThat(find(null)).isEmpty();
        assertThat(audit.entries).hasSize(2).allMatch(entry -> entry.contains("events.event.replay"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_skipped_event_lets_its_successors_go_on(TestDatabase database) {
        start(database);
        Poisoned poison = new Poisoned();
        poisonedAndParked(poison, () -> {
            throw new IllegalStateException("poison");
        });
        HeldEvent parked = find(HeldState.PARKED).get(0);
        assertThat(held.payload(parked)).contains("\"value\":3");
        HeldEvent behind = find(HeldState.HELD).get(0);
        Tenant.run(Probe.organization(SICK), () -> {
            assertThatThrownBy(() -> held.replay("probe.sick", behind.position()))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.status()).isEqualTo(409));
            held.skip("probe.sick", parked.position(), "counted by hand");
        });
        Await.until(() -> find(null).isEmpty(), () -> "held: " + find(null));
        // the probe noticed that change 3 is missing: that is what skipping means
        assertThat(probe.violations()).hasSize(2).first().asString().contains("value=4");
        assertThat(audit.entries).singleElement().asString().contains("events.event.skip", "counted by hand");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void another_organisation_sees_and_touches_nothing(TestDatabase database) {
        start(database);
        poisonedAndParked(new Poisoned(), () -> {
            throw new IllegalStateException("poison");
        });
        HeldEvent parked = find(HeldState.PARKED).get(0);
        Tenant.run(new Id(4711), () -> {
            assertThat(held.find(new HeldEvents.Search(Tenant.current(), null, null, "", 0, 100)))
                    .isEmpty();
            assertThat(held.replayParked("probe.sick")).isZero();
            for (Runnable attack : List.<Runnable>of(
                    () -> held.get("probe.sick", parked.position()),
                    () -> held.replay("probe.sick", parked.position()),
                    () -> held.skip("probe.sick", parked.position(), "mine now"))) {
                assertThatThrownBy(attack::run)
                        .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.status())
                                .isEqualTo(404));
            }
        });
        assertThat(find(HeldState.PARKED)).containsExactly(parked);
        assertThat(audit.entries).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_fails_only_at_the_commit_is_found_among_its_batch(TestDatabase database) {
        start(database);
        Poisoned poison = new Poisoned();
        poisonedAndParked(
                poison,
                () -> node.transactions.beforeCommit(() -> {
                    throw new IllegalStateException("poison at the end");
                }));
        assertThat(find(HeldState.PARKED).get(0).error()).contains("poison at the end");
        poison.cured = true;
        asOwner(() -> held.replayParked("probe.sick"));
        probe.settle("probe.sick");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_subscriber_that_silently_rolls_back_is_a_failure_too(TestDatabase database) {
        start(database);
        Poisoned poison = new Poisoned();
        poisonedAndParked(poison, () -> node.transactions.setRollbackOnly());
        poison.cured = true;
        asOwner(() -> held.replayParked("probe.sick"));
        probe.settle("probe.sick");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_lost_connection_is_nobodys_fault_and_counts_as_no_attempt(TestDatabase database) {
        start(database);
        Poisoned poison = new Poisoned();
        node.bind(poison.subscriber("probe.sick", () -> {
            throw new DataAccessException("gone", new SQLException("gone", "08006"));
        }));
        raiseAll(4);
        Await.until(() -> poison.attempts.get() > 6, () -> "attempts " + poison.attempts);
        assertThat(find(null)).isEmpty();
        poison.cured = true;
        probe.settle("probe.sick");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_parked_event_survives_a_restart(TestDatabase database) {
        start(database);
        Poisoned poison = new Poisoned();
        poisonedAndParked(poison, () -> {
            throw new LinkageError("poison");
        });
        node.close();
        node = JournalNode.on(platform);
        probe = new Probe(node);
        held = new HeldEvents(node.transactions, platform.globalSql(), audit, node.delivery, node.news);
        poison.cured = true;
        node.bind(poison.subscriber("probe.sick", () -> {}));
        probe.raise(SICK);
        Await.until(() -> find(HeldState.HELD).size() == 3, () -> "held: " + find(null));
        assertThat(find(HeldState.PARKED)).hasSize(1);
        asOwner(() -> held.replayParked("probe.sick"));
        probe.settle("probe.sick");
    }
}
