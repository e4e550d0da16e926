package io.rubro.platform.events.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers die and freeze in the middle of everything. More rounds: {@code -Drubro.rounds=20}. */
class CrashTest {

    private static final int ROUNDS = Integer.getInteger("rubro.rounds", 3);

    @TempDir
    Path folder;

    private final Random random = new Random(7);

    private String url(TestDatabase database) {
        if (database == TestDatabase.DERBY) {
            return "jdbc:derby:" + folder.resolve("db");
        }
        try (TestPlatform made = database.start()) {
            return made.url();
        }
    }

    private static void everythingIsRight(String url) {
        try (TestPlatform platform = TestPlatform.open(url);
                JournalNode node = JournalNode.on(platform)) {
            Probe probe = new Probe(node);
            for (String name : JournalProcess.subscribers()) {
                node.bind(probe.subscriber(name));
            }
            probe.settle(JournalProcess.subscribers());
            assertThat(probe.changes()).isGreaterThan(100);
            assertThat(probe.isGapFree()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void after_kill_9_nothing_is_lost_doubled_or_swapped(TestDatabase database) throws Exception {
        String url = url(database);
        for (int round = 0; round < ROUNDS; round++) {
            try (JournalProcess server = JournalProcess.start(url)) {
                Probe.pause(600 + random.nextInt(900));
                server.kill();
            }
        }
        everythingIsRight(url);
    }

    @Test
    void two_nodes_take_over_from_each_other_when_one_dies_or_freezes() throws Exception {
        String url = url(TestDatabase.POSTGRESQL);
        JournalProcess one = JournalProcess.start(url);
        JournalProcess two = JournalProcess.start(url);
        try {
            for (int round = 0; round < ROUNDS - 1; round++) {
                // longer than a lease, and than the database waits inside a transaction
                JournalProcess victim = round % 2 == 0 ? one : two;
                victim.freeze();
                Probe.pause(JournalNode.LEASE.toMillis() + 700);
                victim.thaw();
                Probe.pause(500);
                one.kill();
                Probe.pause(JournalNode.LEASE.toMillis() / 2 + random.nextInt(1_000));
                one = JournalProcess.start(url);
            }
        } finally {
            one.kill();
            two.kill();
        }
        everythingIsRight(url);
    }

    @Test
    void a_node_that_dies_is_replaced_within_its_lease() throws Exception {
        String url = url(TestDatabase.POSTGRESQL);
        try (TestPlatform platform = TestPlatform.open(url);
                JournalNode node = JournalNode.on(platform);
                JournalProcess other = JournalProcess.start(url)) {
            Probe probe = new Probe(node);
            for (String name : JournalProcess.subscribers()) {
                node.bind(probe.subscriber(name));
            }
            Subscribers subscribers = new Subscribers(node.transactions, platform.globalSql(), node.delivery);
            Await.until(
                    () -> subscribers.all(null).stream()
                                    .map(SubscriberStatus::node)
                                    .distinct()
                                    .count()
                            == 2,
                    () -> "not shared: " + subscribers.all(null));
            other.kill();
            probe.raise(0);
            probe.settle(JournalProcess.subscribers());
            assertThat(subscribers.all(null))
                    .allMatch(s -> node.delivery.cluster().node().equals(s.node()));
        }
    }
}
