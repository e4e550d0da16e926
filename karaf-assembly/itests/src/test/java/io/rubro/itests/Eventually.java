package io.rubro.itests;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread or process is about to do. */
final class Eventually {

    private Eventually() {}

    /** Runs the check until it passes; fails with its last complaint after 30 seconds. */
    static void check(Runnable check) {
        check(Duration.ofSeconds(30), check);
    }

    /** Runs the check until it passes; fails with its last complaint when the time is over. */
    static void check(Duration limit, Runnable check) {
        Instant end = Instant.now().plus(limit);
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError | RuntimeException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }
}
