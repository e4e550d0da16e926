package io.rubro.platform.events.internal.journal;

import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.ids.Id;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the journal to one subscriber. Each delivery is one transaction of one organisation that moves the cursor,
 * which is also the fence against another owner, and lets the subscriber work. An event that fails is put aside, and
 * with it later events of its record; everything else goes on.
 */
final class Lane implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** The most positions, and the most events, looked at in one step. */
    private static final int WINDOW_POSITIONS = 5_000;

    private static final int WINDOW_EVENTS = 500;

    /** How far the stored cursor may lag, between ticks, behind what was found to be of no interest. */
    private static final int UNSAVED_POSITIONS = 1_000;

    private static final int DETACH_SECONDS = 30;

    private final EventSubscriber subscriber;
    private final String name;
    private final Set<String> types;
    private final LaneContext context;
    private final SubscriberCall call;
    private final BatchSize batch = new BatchSize();

    /** Held while the lane works or changes hands. */
    private final ReentrantLock lock = new ReentrantLock();

    /** How often the lane was woken since it last began to work; above zero it is with the workers. */
    private final AtomicInteger wakes = new AtomicInteger();

    /** Some time has passed, or an administrator has changed something: what is held is to be looked at. */
    private volatile boolean ticked;

    private volatile boolean detached;

    // under the lock
    private final LaneCursor cursor;
    private final HeldQueues held = new HeldQueues();
    private boolean stale;

    Lane(EventSubscriber subscriber, String name, Set<String> types, LaneContext context) {
        this.subscriber = subscriber;
        this.name = name;
        this.types = types;
        this.context = context;
        this.cursor = new LaneCursor(name, context.progress());
        this.call = new SubscriberCall(name, context.transactions());
    }

    String name() {
        return name;
    }

    EventSubscriber subscriber() {
        return subscriber;
    }

    /** How many positions it is behind, as far as this node knows; 0 if another one serves it. */
    long lag() {
        long done = Math.max(cursor.position(), cursor.scanned());
        return cursor.isOwned() ? Math.max(0, context.head().getAsLong() - done) : 0;
    }

    /** Has a worker look whether there is something to do. */
    void wake() {
        if (cursor.isOwned() && wakes.getAndIncrement() == 0) {
            context.workers().execute(this);
        }
    }

    @Override
    public void run() {
        int seen = wakes.get();
        boolean more = false;
        lock.lock();
        try {
            more = step();
        } catch (FencedException e) {
            cursor.lost();
            LOG.info("{}", e.getMessage());
        } catch (SQLException | RuntimeException | Error e) {
            stale = true; // whether the last transaction committed is unknown
            LOG.warn("delivery to {} is interrupted: {}", name, Failures.trace(e));
        } finally {
            if (detached) {
                releaseQuietly(); // let go of by itself, or after the patience of detach() had ended
            }
            lock.unlock();
        }
        boolean woken = wakes.addAndGet(-seen) > 0;
        if (woken) {
            context.workers().execute(this);
        } else if (more) {
            wake();
        }
    }

    /** Has a worker look at what is held, too, and store what is not. */
    void tick() {
        ticked = true;
        wake();
    }

    /** Takes the subscriber over, or lets another node have it. */
    void settle(boolean mine) throws SQLException {
        if (mine != cursor.isOwned() && lock.tryLock()) {
            try {
                if (!mine) {
                    cursor.release();
                } else if (!detached) {
                    cursor.takeOver();
                    stale = true;
                }
            } finally {
                lock.unlock();
            }
        }
        tick();
    }

    private void releaseQuietly() {
        try {
            cursor.release();
        } catch (SQLException e) {
            LOG.warn("letting go of {}", name, e); // the lease runs out by itself
        }
    }

    /** Lets the subscriber go: once this returns, nothing is delivered to it. Its cursor stays. */
    void detach() {
        detached = true;
        if (lock.isHeldByCurrentThread()) {
            return; // the subscriber itself, in the middle of a delivery that must end first
        }
        try {
            if (lock.tryLock(DETACH_SECONDS, TimeUnit.SECONDS)) {
                try {
                    releaseQuietly();
                } finally {
                    lock.unlock();
                }
            } else {
                LOG.error("{} is busy with one delivery for {} s; it is let go in the middle", name, DETACH_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean mayServe() {
        return cursor.isOwned() && !detached && context.cluster().leaseHolds();
    }

    /** Delivers what is due, within limits; says whether there is more. */
    private boolean step() throws SQLException {
        if (!mayServe()) {
            return false;
        }
        if (stale) {
            cursor.load();
            cursor.heldHasChanged();
            held.replace(context.held().load(name));
            stale = false;
        }
        boolean thorough = ticked;
        ticked = false;
        if (thorough) {
            retryHeld();
        }
        long head = context.head().getAsLong();
        if (cursor.scanned() < head) {
            Window window = window(head);
            while (!window.isEmpty()) {
                if (!mayServe()) {
                    return false;
                }
                deliver(window, window.next(batch.size()));
            }
            cursor.scanned(window.end());
        }
        boolean idle = cursor.scanned() >= context.head().getAsLong();
        saveScanned(idle && thorough ? 0 : UNSAVED_POSITIONS);
        return !idle;
    }

    private Window window(long head) throws SQLException {
        long end = Math.min(head, cursor.scanned() + WINDOW_POSITIONS);
        List<StoredEvent> events = context.events().read(types, cursor.scanned(), end, WINDOW_EVENTS);
        if (events.size() == WINDOW_EVENTS) {
            end = events.get(WINDOW_EVENTS - 1).position();
        }
        return new Window(events.stream().filter(e -> !cursor.isDone(e)).toList(), end);
    }

    private void saveScanned(long slack) {
        long to = cursor.scanned();
        if (to - cursor.position() > slack) {
            context.transactions().run(() -> cursor.move(to));
            cursor.moved(to);
        }
    }

    /** Delivers events of one organisation; those that fail are put aside. */
    private void deliver(Window window, List<StoredEvent> events) {
        long begun = System.nanoTime();
        @Nullable SubscriberFailure failure = attempt(window, events);
        if (failure == null) {
            long nanos = System.nanoTime() - begun;
            batch.took(events.size(), nanos);
            context.metrics().count("events.delivered", events.size(), "subscriber", name);
            context.metrics().time("events.delivery", Duration.ofNanos(nanos), "subscriber", name);
        } else if (failure.event() == null && events.size() > 1) {
            events.forEach(event -> deliver(window, List.of(event))); // it failed at the end: one by one shows which
        } else {
            int guilty = failure.event() == null ? 0 : events.indexOf(failure.event());
            if (guilty > 0) {
                deliver(window, events.subList(0, guilty));
            }
            putAside(window, events.get(guilty), failure.cause());
        }
    }

    private @Nullable SubscriberFailure attempt(Window window, List<StoredEvent> events) {
        List<HeldEntry> behind = new ArrayList<>();
        try {
            move(window, events, () -> {
                behind.clear(); // the transaction may be repeated
                for (StoredEvent event : events) {
                    if (held.blocks(event.key())) {
                        behind.add(hold(event));
                    } else {
                        call.deliver(subscriber, event);
                    }
                }
            });
        } catch (SubscriberFailure e) {
            return e;
        }
        behind.forEach(held::put);
        return null;
    }

    private HeldEntry hold(StoredEvent event) {
        HeldEntry entry = new HeldEntry(event.position(), event.key(), HeldState.HELD, 0, event.at());
        context.held().insert(name, event, entry, null);
        return entry;
    }

    private void putAside(Window window, StoredEvent event, Throwable cause) {
        HeldEntry fresh = new HeldEntry(event.position(), event.key(), HeldState.HELD, 0, Instant.now());
        // an event before it may have been put aside meanwhile
        HeldEntry entry = held.blocks(event.key()) ? fresh : context.pauses().failed(fresh, Instant.now());
        move(window, List.of(event), () -> context.held().insert(name, event, entry, Failures.summary(cause)));
        held.put(entry);
        report(entry, event, cause);
    }

    /** One transaction that does the work and records these events, the first of their organisation, as done. */
    private void move(Window window, List<StoredEvent> events, Runnable work) {
        Id organization = events.get(0).organization();
        long last = events.get(events.size() - 1).position();
        long to = window.doneAfter(events);
        call.inTransaction(organization, () -> {
            cursor.move(to, organization, last);
            work.run();
        });
        cursor.moved(to, organization, last);
        window.remove(events);
    }

    private void retryHeld() throws SQLException {
        if (held.isEmpty()) {
            return;
        }
        if (cursor.heldHasChanged()) {
            held.replace(context.held().load(name));
        }
        for (AggregateKey key : held.due(Instant.now())) {
            Optional<HeldEntry> entry = held.due(key, Instant.now());
            while (entry.isPresent() && mayServe() && retry(entry.get())) {
                entry = held.due(key, Instant.now());
            }
        }
    }

    /** Tries an event that was put aside again and says whether it is done with. */
    private boolean retry(HeldEntry entry) throws SQLException {
        StoredEvent event = context.events()
                .at(entry.position())
                .orElseThrow(() -> new IllegalStateException("event " + entry.position() + " is held but gone"));
        try {
            call.inTransaction(entry.key().organization(), () -> {
                cursor.fence();
                if (context.held().delete(name, entry.position())) { // else an administrator has skipped it
                    call.deliver(subscriber, event);
                }
            });
            held.remove(entry);
            context.metrics().count("events.delivered", 1, "subscriber", name);
            return true;
        } catch (SubscriberFailure e) {
            HeldEntry failed = context.pauses().failed(entry, Instant.now());
            context.transactions().run(() -> {
                cursor.fence();
                context.held().update(name, failed, Failures.summary(e.cause()));
            });
            held.put(failed);
            report(failed, event, e.cause());
            return false;
        }
    }

    private void report(HeldEntry entry, StoredEvent event, Throwable cause) {
        context.metrics().count("events.failed", 1, "subscriber", name);
        if (entry.state() == HeldState.PARKED) {
            context.metrics().count("events.parked", 1, "subscriber", name);
            LOG.error(
                    "{} could not take event {} in {} attempts; it is parked with later events of its record: {}",
                    name,
                    entry.position(),
                    entry.attempts(),
                    Failures.trace(cause));
            context.news().parked(event.organization(), event.id(), event.type(), name);
        } else {
            LOG.info(
                    "{} could not take event {}, attempt {}: {}",
                    name,
                    entry.position(),
                    entry.attempts(),
                    Failures.summary(cause));
        }
    }
}
