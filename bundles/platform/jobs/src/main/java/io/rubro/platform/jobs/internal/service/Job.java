package io.rubro.platform.jobs.internal.service;

import io.rubro.platform.jobs.JobHandler;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A job whose handler is on this node. Knows whether it is running, so that its module can leave in peace. */
final class Job {

    /** Names are written into SQL and shown in paths: nothing in them needs quoting. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+");

    private static final int MAX_NAME = 100;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final JobHandler handler;
    private final String name;
    private final Duration every;
    private @Nullable Thread runner;
    private boolean leaving;

    /**
     * Reads a handler's name and rhythm, once.
     *
     * @throws IllegalArgumentException if they break the contract
     */
    Job(JobHandler handler) {
        this.handler = handler;
        this.name = handler.name();
        this.every = handler.every();
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a job's name is <module>.<job> in lower case, not: " + name);
        }
        if (every.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "the job " + name + " wants to run every " + every + "; the least is 1 s");
        }
    }

    JobHandler handler() {
        return handler;
    }

    String name() {
        return name;
    }

    Duration every() {
        return every;
    }

    /** Begins a run on this thread; false if the handler is leaving. Followed by {@link #end}. */
    synchronized boolean begin() {
        if (leaving || runner != null) {
            return false;
        }
        runner = Thread.currentThread();
        return true;
    }

    synchronized void end() {
        runner = null;
        notifyAll();
    }

    /**
     * Lets no run begin any more and waits for the one there is; after half of the time it is interrupted.
     *
     * @return whether nothing runs now
     */
    synchronized boolean leave(Duration patience) {
        leaving = true;
        if (!await(patience.dividedBy(2)) && runner != null) {
            runner.interrupt();
        }
        return await(patience.dividedBy(2));
    }

    private synchronized boolean await(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long left = end - System.nanoTime(); runner != null && left > 0; left = end - System.nanoTime()) {
                wait(Math.max(1, left / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return runner == null;
    }
}
