package io.rubro.platform.events.internal.journal;

import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.testing.TestPlatform;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A journal with its delivery, as one server runs it, with short clocks. */
final class JournalNode implements AutoCloseable {

    static final Duration LEASE = Duration.ofMillis(1_500);

    private static final Timing QUICK = new Timing(
            Duration.ofMillis(250),
            Duration.ofMillis(2),
            Duration.ofMillis(100),
            LEASE,
            new RetryPauses(List.of(Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofMillis(80))));

    final TestPlatform platform;
    final Transactions transactions;
    final JournaledEvents events;
    final Delivery delivery;
    final ParkedNews news = new ParkedNews();

    private JournalNode(TestPlatform platform, Transactions transactions) {
        this.platform = platform;
        this.transactions = transactions;
        JournalMetrics metrics = new JournalMetrics();
        events = new JournaledEvents(transactions, platform.globalSql(), metrics, platform.schema("events"));
        try {
            delivery = new Delivery(
                    events, transactions, platform.globalSql(), platform.localDataSource(), metrics, news, 3, QUICK);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static JournalNode on(TestPlatform platform) {
        return on(platform, UnaryOperator.identity());
    }

    /** @param around what to put around the transactions publishers use */
    static JournalNode on(TestPlatform platform, UnaryOperator<Transactions> around) {
        platform.migrate("events", "db/changelog.xml", "event", "head", "node", "subscription", "ahead", "held");
        platform.migrate("probe", "db/probe.xml", "counter", "seen", "violation");
        return new JournalNode(platform, around.apply(platform.transactions()));
    }

    void bind(EventSubscriber... subscribers) {
        for (EventSubscriber subscriber : subscribers) {
            delivery.bind(subscriber);
        }
    }

    /** Ends the node, not its database. */
    @Override
    public void close() {
        try {
            delivery.close();
            events.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
