package io.rubro.devices.telemetry.internal.ingest;

import io.rubro.devices.telemetry.internal.ingest.Counters.Dropped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers messages for up to 50 ms or 1,000 of them and hands them to the {@link Writing} in one go, on one thread.
 * Bounded in messages and bytes: whoever brings an acknowledged message waits for room, and so the broker keeps it.
 */
@Component(service = Intake.class)
public final class Intake {

    /** The most messages that are here at one time. */
    static final int CAPACITY = 2000;

    private static final Logger LOG = LoggerFactory.getLogger("io.rubro.telemetry");
    private static final int BATCH = 1000;
    private static final int MAX_BYTES = 32 << 20;
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Writing writing;
    private final DriverSessions drivers;
    private final Counters counters;
    private final LinkedBlockingQueue<Inbound> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final Semaphore bytes = new Semaphore(MAX_BYTES, true);
    private final Queue<String> arrivedDrivers = new ConcurrentLinkedQueue<>();
    private final Consumer<String> onDriver = arrivedDrivers::add;
    private final Thread worker = new Thread(this::work, "rubro-telemetry");
    private final CountDownLatch closing = new CountDownLatch(1);
    private long driversNotBefore = System.nanoTime();

    @Activate
    public Intake(@Reference Writing writing, @Reference DriverSessions drivers, @Reference Counters counters) {
        this.writing = writing;
        this.drivers = drivers;
        this.counters = counters;
        drivers.listen(onDriver);
        worker.setDaemon(true);
        worker.start();
    }

    /**
     * What is not stored when this returns was not acknowledged: the broker has it. The worker is not interrupted, because
     * it may be in the middle of writing, and Derby takes that badly.
     */
    @Deactivate
    void close() throws InterruptedException {
        drivers.unlisten(onDriver);
        closing.countDown();
        worker.join(TimeUnit.SECONDS.toMillis(15));
    }

    /**
     * Takes a message that is acknowledged when stored; waits for room.
     *
     * @param wanted whether it is still worth waiting
     */
    void take(Inbound message, BooleanSupplier wanted) throws InterruptedException {
        while (!bytes.tryAcquire(size(message), IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!wanted.getAsBoolean()) {
                return;
            }
        }
        while (!queue.offer(message, IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!wanted.getAsBoolean()) {
                bytes.release(size(message));
                return;
            }
        }
    }

    /** Takes a message nobody waits for, if there is room. */
    void takeIfRoom(Inbound message) {
        if (!bytes.tryAcquire(size(message))) {
            counters.dropped(Dropped.NO_ROOM, message.from().device().toString());
        } else if (!queue.offer(message)) {
            bytes.release(size(message));
            counters.dropped(Dropped.NO_ROOM, message.from().device().toString());
        }
    }

    /** How many messages wait. */
    int waiting() {
        return queue.size();
    }

    private static int size(Inbound message) {
        return Math.min(message.payload().length + 100, MAX_BYTES);
    }

    private void work() {
        while (closing.getCount() > 0) {
            try {
                decodeWhatWaitedForDrivers();
                List<Inbound> batch = gather();
                try {
                    writing.write(batch, closing);
                } finally {
                    batch.forEach(message -> bytes.release(size(message)));
                }
            } catch (InterruptedException e) {
                LOG.debug("telemetry: closing");
                return;
            } catch (RuntimeException e) {
                // its messages stay unacknowledged and come again with the next connection
                LOG.error("telemetry: messages could not be taken", e);
            }
        }
    }

    private List<Inbound> gather() throws InterruptedException {
        List<Inbound> batch = new ArrayList<>();
        @Nullable Inbound first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return batch;
        }
        batch.add(first);
        long end = System.nanoTime() + GATHERING.toNanos();
        while (batch.size() < BATCH) {
            queue.drainTo(batch, BATCH - batch.size());
            long left = end - System.nanoTime();
            if (batch.size() >= BATCH || left <= 0) {
                break;
            }
            @Nullable Inbound next = queue.poll(left, TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    private void decodeWhatWaitedForDrivers() {
        if (System.nanoTime() - driversNotBefore < 0) {
            return;
        }
        for (String driver = arrivedDrivers.poll(); driver != null; driver = arrivedDrivers.poll()) {
            try {
                writing.decodeSetAside(driver);
            } catch (RuntimeException e) {
                LOG.warn("telemetry: what waits for driver {} waits on: {}", driver, e.toString());
                arrivedDrivers.add(driver);
                driversNotBefore = System.nanoTime() + AGAIN.toNanos();
                return;
            }
        }
    }
}
