package io.rubro.platform.jobs.internal.service;

import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.persistence.testing.TestPlatform;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A node of the cluster, with short times. As a program it is one that takes a job and never finishes it. */
final class Node implements AutoCloseable {

    static final String ENDLESS = "test.endless";

    final ClusterJobs jobs;

    Node(TestPlatform platform, JobHandler... handlers) {
        jobs = new ClusterJobs(
                platform.localDataSource(),
                platform.globalSql(),
                platform.schema("jobs"),
                new FailureNews(),
                new Quick());
        for (JobHandler handler : handlers) {
            jobs.addHandler(handler);
        }
        jobs.start();
    }

    @Override
    public void close() {
        jobs.stop();
    }

    /** What a job does. */
    interface Work {
        void run() throws Exception;
    }

    static JobHandler job(String name, Duration every, Work work) {
        return new JobHandler() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Duration every() {
                return every;
            }

            @Override
            public void run() throws Exception {
                work.run();
            }
        };
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Opens the database given, takes the endless job, says so and waits to be killed. */
    public static void main(String[] args) throws Exception {
        TestPlatform platform = TestPlatform.open(args[0]);
        CountDownLatch never = new CountDownLatch(1);
        new Node(platform, job(ENDLESS, Duration.ofHours(1), () -> {
            System.out.println("TAKEN");
            never.await();
        }));
        never.await();
    }

    private static final class Quick implements JobsConfig {
        @Override
        public int threads() {
            return 4;
        }

        @Override
        public long poll_millis() {
            return 20;
        }

        @Override
        public long heartbeat_millis() {
            return 250;
        }

        @Override
        public long stop_millis() {
            return 4_000;
        }

        @Override
        public int history() {
            return 5;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return JobsConfig.class;
        }
    }
}
