package io.rubro.platform.events.internal.journal;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The numbers publishers draw while they hold the lock of the aggregate, on a database that one JVM has to itself. A
 * ticket is in flight from before its row is inserted until its transaction has ended, so the sequencer, which reads
 * without waiting for anybody, can tell a row that is committed from one that is not.
 *
 * <p>PostgreSQL needs none of it: an identity column numbers the rows, and a snapshot shows only committed ones.
 */
final class Tickets {

    private static final long CLOSE_SECONDS = 30;

    private final Set<Long> inFlight = ConcurrentHashMap.newKeySet();
    private long next;
    private boolean closed;

    /** @param first greater than every ticket in the journal */
    Tickets(long first) {
        this.next = first;
    }

    /** A ticket, in flight from now on. */
    synchronized long draw() {
        if (closed) {
            throw new IllegalStateException("the journal is closed");
        }
        long ticket = next++;
        inFlight.add(ticket);
        return ticket;
    }

    /** The first ticket that has not been drawn. */
    synchronized long ceiling() {
        return next;
    }

    boolean isInFlight(long ticket) {
        return inFlight.contains(ticket);
    }

    /** The transaction that drew these has ended. */
    synchronized void end(Collection<Long> tickets) {
        tickets.forEach(inFlight::remove);
        notifyAll();
    }

    /** Gives out no more tickets and waits for the transactions that hold some, so that a successor can start clean. */
    synchronized void close() throws InterruptedException {
        closed = true;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
        while (!inFlight.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
