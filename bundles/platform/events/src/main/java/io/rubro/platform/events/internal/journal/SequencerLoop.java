package io.rubro.platform.events.internal.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the sequencer whenever something was published here, and now and then anyway. */
final class SequencerLoop {

    private static final Logger LOG = LoggerFactory.getLogger(SequencerLoop.class);
    private static final long PAUSE_MILLIS = 500;

    private final Sequencer sequencer;
    private final LocalConnections connections;
    private final Timing timing;
    private final LongConsumer onHead;
    private final Semaphore signal = new Semaphore(0);
    private final Thread thread = JournalThreads.thread("sequencer", this::run);
    private volatile boolean ended;
    private long head;

    /** @param onHead hears the last position given, after every run */
    SequencerLoop(Sequencer sequencer, LocalConnections connections, Timing timing, long head, LongConsumer onHead) {
        this.sequencer = sequencer;
        this.connections = connections;
        this.timing = timing;
        this.head = head;
        this.onHead = onHead;
    }

    void start() {
        thread.start();
    }

    /** There is something to sequence. */
    void wake() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    private void run() {
        String complaint = "";
        while (!ended) {
            try {
                runOnOneConnection();
            } catch (SQLException | RuntimeException e) {
                if (!complaint.equals(e.toString())) {
                    complaint = e.toString();
                    LOG.warn("events are not sequenced, trying on", e);
                }
                pause(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void runOnOneConnection() throws SQLException, InterruptedException {
        Connection connection = connections.open();
        try {
            while (!ended) {
                long begun = System.nanoTime();
                long before = head;
                head = sequencer.sequence(connection, head);
                onHead.accept(head);
                if (head - before < Sequencer.BATCH) {
                    long left = timing.spacing().toNanos() - (System.nanoTime() - begun);
                    if (head > before && left > 0) {
                        TimeUnit.NANOSECONDS.sleep(left);
                    }
                    if (signal.tryAcquire(timing.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                        signal.drainPermits();
                    }
                }
            }
        } finally {
            LocalConnections.release(connection);
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void end() throws InterruptedException {
        ended = true;
        signal.release();
        thread.join(TimeUnit.SECONDS.toMillis(30));
    }
}
