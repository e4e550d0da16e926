package io.rubro.platform.events.internal.journal;

import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sequences what was published and brings it to every subscriber that is there. */
@Component(service = Delivery.class, immediate = true, configurationPid = "io.rubro.events")
@Designate(ocd = JournalConfig.class)
public final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9._-]{0,119}");

    private final JournaledEvents published;
    private final JournalMetrics metrics;
    private final Cluster cluster;
    private final ProgressTable progress;
    private final EventJson json = new EventJson();
    private final LaneContext context;
    private final SequencerLoop sequencer;
    private final @Nullable HeadListener listener;
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor clock;
    private final AtomicLong head;

    /** The lane of each subscriber that is served, and those that wait for one of the same name to go. */
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    private final Map<EventSubscriber, String> waiting = new ConcurrentHashMap<>();

    @Activate
    public Delivery(
            JournalConfig config,
            @Reference JournaledEvents published,
            @Reference Transactions transactions,
            @Reference GlobalSql sql,
            @Reference(target = "(osgi.jndi.service.name=rubro-local)") DataSource local,
            @Reference JournalMetrics metrics,
            @Reference ParkedNews news,
            @Reference(target = "(module=events)") SchemaReady schema)
            throws SQLException {
        this(published, transactions, sql, local, metrics, news, config.workers(), Timing.STANDARD);
    }

    Delivery(
            JournaledEvents published,
            Transactions transactions,
            GlobalSql sql,
            DataSource local,
            JournalMetrics metrics,
            ParkedNews news,
            int threads,
            Timing timing)
            throws SQLException {
        this.published = published;
        this.metrics = metrics;
        LocalConnections connections = new LocalConnections(local);
        Tickets tickets = published.tickets();
        Dialect dialect = sql.dialect();
        cluster = tickets != null ? new SingleNode() : new LeasedNodes(connections, timing.lease());
        progress = new ProgressTable(connections, sql, cluster);
        EventTable events = new EventTable(connections, dialect, json);
        head = new AtomicLong(events.head());
        workers = JournalThreads.workers(threads);
        context = new LaneContext(
                transactions,
                events,
                progress,
                new HeldTable(connections, sql),
                cluster,
                timing.pauses(),
                metrics,
                news,
                head::get,
                workers);
        sequencer = new SequencerLoop(
                tickets != null ? new DerbySequencer(tickets) : new PostgresSequencer(),
                connections,
                timing,
                head.get(),
                this::headIs);
        listener = tickets != null ? null : new HeadListener(connections, this::headIs);
        clock = JournalThreads.clock(this::tick, timing.tick());
        sequencer.start();
        if (listener != null) {
            listener.start();
        }
        published.whenPublished(sequencer::wake);
    }

    private void headIs(long position) {
        long before = head.getAndAccumulate(position, Math::max);
        if (position > before) {
            lanes.values().forEach(Lane::wake);
        }
    }

    /** Renews the lease, takes over and gives away subscribers, and has lanes look at what they hold. */
    private void tick() {
        try {
            Set<String> mine = cluster.renew(Set.copyOf(lanes.keySet()));
            for (Lane lane : lanes.values()) {
                settle(lane, mine.contains(lane.name()));
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("the journal's lease is not renewed: {}", Failures.summary(e));
        }
    }

    private static void settle(Lane lane, boolean mine) {
        try {
            lane.settle(mine);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("{} does not change hands yet: {}", lane.name(), Failures.summary(e)); // its owner is at work
        }
    }

    /** Begins to serve a subscriber: from now on it receives what it has not seen. */
    @Reference(
            service = EventSubscriber.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    public synchronized void bind(EventSubscriber subscriber) {
        String name = subscriber.name();
        if (!NAME.matcher(name).matches()) {
            LOG.error(
                    "{} has a bad name and receives nothing: {}",
                    subscriber.getClass().getName(),
                    name);
            return;
        }
        if (lanes.containsKey(name)) {
            LOG.warn("there are two subscribers {}; the later one waits until the other goes", name);
            waiting.put(subscriber, name);
            return;
        }
        serve(subscriber, name);
    }

    private void serve(EventSubscriber subscriber, String name) {
        try {
            progress.create(name, subscriber.start());
        } catch (SQLException e) {
            LOG.error("{} gets no place in the journal; restart its bundle when the database is back", name, e);
            return;
        }
        Lane lane = new Lane(subscriber, name, Set.copyOf(subscriber.types()), context);
        lanes.put(name, lane);
        metrics.showLag(name, lane::lag);
        clock.execute(this::tick);
    }

    /** Lets a subscriber go. Once this returns nothing is delivered to it and nothing of it is kept but its cursor. */
    public synchronized void unbind(EventSubscriber subscriber) {
        waiting.remove(subscriber);
        for (Lane lane : lanes.values()) {
            if (lane.subscriber() == subscriber) {
                lanes.remove(lane.name());
                metrics.hideLag(lane.name());
                lane.detach();
                successor(lane.name());
            }
        }
    }

    private void successor(String name) {
        for (Map.Entry<EventSubscriber, String> next : waiting.entrySet()) {
            if (next.getValue().equals(name)) {
                waiting.remove(next.getKey());
                serve(next.getKey(), name);
                return;
            }
        }
    }

    /** Whether a subscriber is there, on this node. */
    boolean hosts(String name) {
        return lanes.containsKey(name);
    }

    Cluster cluster() {
        return cluster;
    }

    /** An event, by its position. */
    Optional<StoredEvent> event(long position) throws SQLException {
        return context.events().at(position);
    }

    /** Has a subscriber look at what it holds. */
    void wake(String name) {
        Lane lane = lanes.get(name);
        if (lane != null) {
            lane.tick();
        }
    }

    @Deactivate
    public synchronized void close() throws InterruptedException {
        published.whenPublished(() -> {});
        JournalThreads.end(clock);
        waiting.clear();
        lanes.values().forEach(lane -> {
            metrics.hideLag(lane.name());
            lane.detach();
        });
        lanes.clear();
        sequencer.end();
        if (listener != null) {
            listener.end();
        }
        JournalThreads.end(workers);
        try {
            cluster.leave();
        } catch (SQLException e) {
            LOG.warn("leaving the cluster: {}", Failures.summary(e));
        }
        json.close();
    }
}
