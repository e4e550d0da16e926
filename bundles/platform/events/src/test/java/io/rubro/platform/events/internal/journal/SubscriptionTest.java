package io.rubro.platform.events.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.events.EventSubscriber.Start;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Subscribers come and go; the journal waits for them. */
class SubscriptionTest {

    private TestPlatform platform;
    private JournalNode node;
    private Probe probe;
    private Subscribers subscribers;

    private void start(TestDatabase database) {
        platform = database.start();
        open();
    }

    private void open() {
        node = JournalNode.on(platform);
        probe = new Probe(node);
        subscribers = new Subscribers(node.transactions, platform.globalSql(), node.delivery);
    }

    @AfterEach
    void stop() {
        node.close();
        platform.close();
    }

    private void raise(int times) {
        for (int i = 0; i < times; i++) {
            probe.raise(i % Probe.COUNTERS);
        }
    }

    private SubscriberStatus status(String name) {
        return subscribers.all(null).stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void reaches(String name, long position) {
        Await.until(
                () -> status(name).position() == position, () -> status(name).toString());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_stopped_subscriber_catches_up_when_it_returns(TestDatabase database) {
        start(database);
        Probe.Counting stopped = probe.subscriber("probe.a");
        node.bind(stopped, probe.subscriber("probe.b"));
        raise(50);
        probe.settle("probe.a", "probe.b");
        node.delivery.unbind(stopped);
        raise(200);
        probe.settle("probe.b");
        assertThat(probe.seen("probe.a")).isEqualTo(50);
        assertThat(status("probe.a").state()).isEqualTo(SubscriberStatus.State.ABSENT);
        assertThat(status("probe.a").lag()).isEqualTo(200);
        node.bind(stopped);
        probe.settle("probe.a");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everything_goes_on_after_a_restart(TestDatabase database) {
        start(database);
        node.bind(probe.subscriber("probe.a"));
        raise(100);
        node.close();
        open();
        raise(30);
        node.bind(probe.subscriber("probe.a"));
        raise(30);
        probe.settle("probe.a");
        assertThat(probe.isGapFree()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_new_subscriber_gets_all_or_only_what_comes_as_it_wishes(TestDatabase database) {
        start(database);
        raise(20);
        AtomicInteger all = new AtomicInteger();
        AtomicInteger fresh = new AtomicInteger();
        node.bind(new Recording("probe.all", event -> all.incrementAndGet()));
        Await.until(() -> all.get() == 20, () -> "got " + all);
        node.bind(new Recording("probe.new", Set.of(CounterChanged.TYPE), Start.NOW, e -> fresh.incrementAndGet()));
        raise(5);
        Await.until(() -> all.get() == 25 && fresh.get() == 5, () -> all + " and " + fresh);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void letting_go_waits_for_the_delivery_under_way_and_nothing_follows(TestDatabase database) throws Exception {
        start(database);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        Recording slow = new Recording("probe.slow", event -> {
            inside.countDown();
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            ended.incrementAndGet();
        });
        node.bind(slow);
        raise(300);
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
        Thread unbind = new Thread(() -> node.delivery.unbind(slow));
        unbind.start();
        unbind.join(100);
        assertThat(unbind.isAlive()).isTrue();
        goOn.countDown();
        unbind.join();
        int after = ended.get();
        assertThat(after).isBetween(1, 100);
        raise(10);
        node.bind(probe.subscriber("probe.other"));
        probe.settle("probe.other");
        assertThat(ended).hasValue(after);
        assertThat(status("probe.slow").position()).isLessThanOrEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.class, names = "DERBY")
    void a_subscriber_may_let_itself_go(TestDatabase database) {
        start(database);
        AtomicInteger got = new AtomicInteger();
        Recording[] self = new Recording[1];
        self[0] = new Recording("probe.self", event -> {
            got.incrementAndGet();
            node.delivery.unbind(self[0]);
        });
        node.bind(self[0]);
        raise(1);
        reaches("probe.self", 1);
        assertThat(status("probe.self").state()).isEqualTo(SubscriberStatus.State.ABSENT);
        raise(1);
        node.bind(probe.subscriber("probe.other"));
        probe.settle("probe.other");
        assertThat(got).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.class, names = "DERBY")
    void the_second_of_one_name_takes_over_when_the_first_goes(TestDatabase database) {
        start(database);
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        Recording one = new Recording("probe.twin", event -> first.incrementAndGet());
        Recording two = new Recording("probe.twin", event -> second.incrementAndGet());
        node.bind(one, two);
        raise(10);
        Await.until(() -> first.get() == 10, () -> "first got " + first);
        node.delivery.unbind(one);
        raise(7);
        Await.until(() -> second.get() == 7, () -> "second got " + second);
        assertThat(first).hasValue(10);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_subscriber_of_all_types_gets_each_whatever_its_name(TestDatabase database) {
        start(database);
        List<String> got = new CopyOnWriteArrayList<>();
        node.bind(new Recording("probe.everything", EventSubscriber.ALL, event -> got.add(event.type())));
        raise(2);
        Tenant.run(new Id(77), () -> node.transactions.run(() -> node.events.publish(new SomethingElse(new Id(1)))));
        raise(1);
        Await.until(() -> got.size() == 4, got::toString);
        assertThat(got)
                .containsExactlyInAnyOrder(
                        CounterChanged.TYPE, CounterChanged.TYPE, CounterChanged.TYPE, "probe.else.happened");
    }

    @EventType("probe.else.happened")
    record SomethingElse(Id aggregate) implements DomainEvent {}

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_subscriber_of_a_rare_type_is_not_behind(TestDatabase database) {
        start(database);
        AtomicInteger rare = new AtomicInteger();
        node.bind(new Recording("probe.rare", "probe.never.happened", event -> rare.incrementAndGet()));
        raise(60);
        reaches("probe.rare", 60);
        assertThat(rare).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void only_an_absent_subscriber_can_be_forgotten_and_starts_anew(TestDatabase database) {
        start(database);
        AtomicInteger got = new AtomicInteger();
        Recording subscriber = new Recording("probe.again", event -> got.incrementAndGet());
        node.bind(subscriber);
        raise(10);
        Await.until(() -> got.get() == 10, () -> "got " + got);
        assertThatThrownBy(() -> subscribers.forget("probe.again"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(409));
        node.delivery.unbind(subscriber);
        subscribers.forget("probe.again");
        assertThat(subscribers.all(null)).isEmpty();
        assertThatThrownBy(() -> subscribers.forget("probe.again"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(404));
        node.bind(subscriber);
        Await.until(() -> got.get() == 20, () -> "got " + got);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void old_events_go_when_all_have_passed_them_and_nobody_holds_them(TestDatabase database) throws Exception {
        start(database);
        Retention retention = new Retention(platform.localDataSource(), 1);
        Recording absent = new Recording("probe.absent", event -> {});
        Recording picky = new Recording("probe.picky", event -> {
            if (event.position() == 5) {
                throw new IllegalStateException("not this one");
            }
        });
        node.bind(absent, picky);
        raise(10);
        reaches("probe.absent", 10);
        node.delivery.unbind(absent);
        for (int i = 0; i < 1_200; i++) {
            probe.raise(10 + i % 30); // not those the held one would hold up
        }
        reaches("probe.picky", 1_210);
        Await.until(() -> status("probe.picky").parked() == 1, () -> status("probe.picky")
                .toString());

        Instant soon = Instant.now().plusSeconds(60);
        assertThat(retention.deleteBefore(Instant.EPOCH)).isZero();
        assertThat(retention.deleteBefore(soon)).isEqualTo(9); // the absent one has passed ten, one of them is held
        node.bind(absent);
        reaches("probe.absent", 1_210);
        assertThat(retention.deleteBefore(soon)).isEqualTo(1_200);
        List<Long> left = platform.globalSql().query("select pos from events.event", r -> r.getLong(1));
        assertThat(left).containsExactly(5L);

        // an empty journal goes on where it was
        node.close();
        open();
        AtomicInteger got = new AtomicInteger();
        node.bind(new Recording("probe.late", event -> got.incrementAndGet()));
        raise(3);
        Await.until(() -> got.get() == 4, () -> "got " + got); // the held one is the oldest kept
        assertThat(status("probe.late").position()).isEqualTo(1_213);
    }
}
