package io.rubro.platform.rest.internal.call;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Counts who is inside, so that what goes away can wait for them and let nobody else in. */
public final class Gate {

    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean closed;

    /** Goes in, to be followed by {@link #leave()}; false if the gate is closed. */
    public boolean enter() {
        // counted before looking: closing then either sees us inside or we see it closed
        inside.incrementAndGet();
        if (closed) {
            inside.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Goes out. */
    public void leave() {
        inside.decrementAndGet();
    }

    /**
     * Lets nobody in any more and waits until everybody is out.
     *
     * @return false if somebody was still inside when the patience ended
     */
    public boolean close(Duration patience) {
        closed = true;
        long until = System.nanoTime() + patience.toNanos();
        while (inside.get() > 0) {
            if (System.nanoTime() - until > 0) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }
}
