package io.rubro.platform.events.internal.journal;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal's threads. None inherits the class loader of whoever happened to start it. */
final class JournalThreads {

    private static final Logger LOG = LoggerFactory.getLogger(JournalThreads.class);
    private static final int END_SECONDS = 30;

    private JournalThreads() {}

    static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, "rubro-journal-" + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(JournalThreads.class.getClassLoader());
        return thread;
    }

    private static ThreadFactory numbered(String name) {
        AtomicInteger next = new AtomicInteger();
        return work -> thread(name + "-" + next.incrementAndGet(), work);
    }

    /** Runs lanes; what comes after its end is dropped. */
    static ThreadPoolExecutor workers(int count) {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                count, count, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), numbered("worker"));
        workers.allowCoreThreadTimeOut(true);
        workers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return workers;
    }

    /** Repeats work that reports its own failures. */
    static ScheduledThreadPoolExecutor clock(Runnable work, Duration every) {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, numbered("clock"));
        clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        clock.setRemoveOnCancelPolicy(true);
        clock.scheduleWithFixedDelay(work, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return clock;
    }

    /** Waits for the end of what is running; not interrupted, because an embedded database takes that badly. */
    static void end(ThreadPoolExecutor executor) throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
            LOG.error("work of the journal does not end");
        }
    }
}
