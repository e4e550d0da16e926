package io.rubro.platform.events.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.events.Events;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.tenancy.Tenant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A business of counters, spread over organisations. Each change of a counter publishes its new value, and each
 * subscriber counts along in the transaction of the delivery: the next value or a violation. So an event that is lost,
 * doubled or swapped shows, for every single counter and subscriber.
 */
final class Probe {

    static final int COUNTERS = 40;
    private static final int ORGANIZATIONS = 4;

    private final GlobalSql sql;
    private final Transactions transactions;
    private final Events events;

    Probe(TestPlatform platform, Transactions transactions, Events events) {
        this.sql = platform.globalSql();
        this.transactions = transactions;
        this.events = events;
        transactions.run(() -> {
            if (sql.query("select id from probe.counter", r -> r.getLong(1)).isEmpty()) {
                for (int i = 0; i < COUNTERS; i++) {
                    sql.update("insert into probe.counter (id, value) values (?, 0)", counter(i));
                }
            }
        });
    }

    Probe(JournalNode node) {
        this(node.platform, node.transactions, node.events);
    }

    static Id counter(int index) {
        return new Id(100L + index);
    }

    static Id organization(int index) {
        return new Id(1L + index % ORGANIZATIONS);
    }

    /** Raises counters of one organisation in one transaction. */
    void raise(int... counters) {
        raise(() -> {}, counters);
    }

    /** As {@link #raise}, with something to do while the counters are locked. */
    void raise(Runnable meanwhile, int... counters) {
        Tenant.run(
                organization(counters[0]),
                () -> transactions.run(() -> {
                    for (int index : Arrays.stream(counters).sorted().toArray()) {
                        Id id = counter(index);
                        sql.update("update probe.counter set value = value + 1 where id = ?", id);
                        int value = sql.query("select value from probe.counter where id = ?", r -> r.getInt(1), id)
                                .get(0);
                        events.publish(new CounterChanged(id, value));
                    }
                    meanwhile.run();
                }));
    }

    /** Begins to publish on a thread of its own until the deadline: one to three counters, now and then slow or in vain. */
    Thread publisher(long untilNanos, int slowMillis, int abortPercent) {
        Thread thread = new Thread(() -> {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            while (System.nanoTime() < untilNanos) {
                int first = random.nextInt(COUNTERS);
                int[] counters = random.ints(1 + random.nextInt(3), 0, COUNTERS / ORGANIZATIONS)
                        .map(i -> (i * ORGANIZATIONS + first) % COUNTERS)
                        .distinct()
                        .toArray();
                try {
                    raise(
                            () -> {
                                pause(random.nextInt(10) == 0 ? random.nextInt(slowMillis * 8 + 1) : 0);
                                if (random.nextInt(100) < abortPercent) {
                                    throw new InVain();
                                }
                            },
                            counters);
                } catch (InVain expected) {
                    // leaves nothing behind
                }
            }
        });
        thread.start();
        return thread;
    }

    private static final class InVain extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A subscriber that counts along. */
    Counting subscriber(String name) {
        return new Counting(name, Set.of(CounterChanged.TYPE));
    }

    /** Counts along; tests override {@link #before} to fail. */
    class Counting implements EventSubscriber {

        private final String name;
        private final Set<String> types;

        Counting(String name, Set<String> types) {
            this.name = name;
            this.types = types;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Set<String> types() {
            return types;
        }

        void before(CounterChanged event) throws Exception {
            // nothing, unless a test says so
        }

        @Override
        public void on(JournalEvent event) throws Exception {
            CounterChanged change = event.payload(CounterChanged.class);
            before(change);
            int next = sql.update(
                    "update probe.seen set value = ? where subscriber = ? and id = ? and value = ?",
                    change.value(),
                    name,
                    change.counter(),
                    change.value() - 1);
            if (next == 0) {
                List<Integer> known = sql.query(
                        "select value from probe.seen where subscriber = ? and id = ?",
                        r -> r.getInt(1),
                        name,
                        change.counter());
                if (known.isEmpty() && change.value() == 1) {
                    sql.update(
                            "insert into probe.seen (subscriber, id, value) values (?, ?, 1)", name, change.counter());
                } else {
                    sql.update(
                            "insert into probe.violation (text) values (?)",
                            name + " knew " + known + " and got " + change + " at " + event.position());
                }
            }
        }
    }

    /** What can never become right again. */
    List<String> violations() {
        return sql.query("select text from probe.violation", r -> r.getString(1));
    }

    private List<String> missing(String... subscribers) {
        return Arrays.stream(subscribers)
                .flatMap(name -> sql
                        .query(
                                "select c.id, c.value, s.value as seen from probe.counter c left join probe.seen s"
                                        + " on s.id = c.id and s.subscriber = ? where c.value <> coalesce(s.value, 0)",
                                r -> name + " saw " + r.getInt("seen") + " of " + r.getInt("value") + " of "
                                        + r.getLong("id"),
                                name)
                        .stream())
                .toList();
    }

    /** Waits until every subscriber has counted every change exactly once and in order. */
    void settle(String... subscribers) {
        Await.until(
                () -> {
                    assertThat(violations()).isEmpty();
                    return missing(subscribers).isEmpty();
                },
                () -> String.join("\n", missing(subscribers)));
        assertThat(violations()).isEmpty();
    }

    /** How many changes a subscriber has counted, without waiting for transactions that are open. */
    long counted(String subscriber) {
        String dirty = sql.dialect() == Dialect.DERBY ? " with ur" : "";
        return sql.query(
                        "select sum(value) as n from probe.seen where subscriber = ?" + dirty,
                        r -> r.getLong("n"),
                        subscriber)
                .get(0);
    }

    /** How many changes a subscriber has counted and committed. */
    long seen(String subscriber) {
        return sql.query("select sum(value) as n from probe.seen where subscriber = ?", r -> r.getLong("n"), subscriber)
                .get(0);
    }

    /** How many changes there were. */
    long changes() {
        return sql.query("select sum(value) as n from probe.counter", r -> r.getLong("n"))
                .get(0);
    }

    /** Whether positions run from one to the head without a gap. */
    boolean isGapFree() {
        return sql.query(
                        "select count(*) as n, count(distinct pos) as d, max(pos) as m, (select pos from events.head) as h"
                                + " from events.event",
                        r -> r.getLong("n") == r.getLong("h")
                                && r.getLong("d") == r.getLong("h")
                                && r.getLong("m") == r.getLong("h"))
                .get(0);
    }
}
