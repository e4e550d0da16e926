package io.rubro.platform.webhooks.internal.service;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of this module. None inherits the class loader of whoever happened to start it. */
final class WebhookThreads {

    private WebhookThreads() {}

    private static ThreadFactory numbered(String name) {
        AtomicInteger next = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "rubro-webhooks-" + name + "-" + next.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(WebhookThreads.class.getClassLoader());
            return thread;
        };
    }

    /** Up to so many threads, none while there is nothing to do; what comes after its end is dropped. */
    static ThreadPoolExecutor pool(String name, int most) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(most, most, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), numbered(name));
        pool.allowCoreThreadTimeOut(true);
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return pool;
    }

    /** One thread for what is quick and has its time; what comes after its end is dropped. */
    static ScheduledThreadPoolExecutor clock(String name) {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, numbered(name));
        clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return clock;
    }
}
