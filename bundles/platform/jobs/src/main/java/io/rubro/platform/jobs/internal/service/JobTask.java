package io.rubro.platform.jobs.internal.service;

import com.github.kagkarlsson.scheduler.exceptions.DbSchedulerException;
import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.SchedulableTaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.rubro.platform.jobs.internal.service.JobRun.Result;
import io.rubro.platform.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one task the scheduler knows: it runs the job that the instance names. */
final class JobTask extends AbstractTask<Void> {

    /** The task's name in the database. */
    static final String NAME = "job";

    private static final Logger LOG = LoggerFactory.getLogger(JobTask.class);

    private final LocalJobs jobs;
    private final RunHistory history;
    private final FailureNews news;

    JobTask(LocalJobs jobs, RunHistory history, FailureNews news) {
        super(
                NAME,
                Void.class,
                // only for errors of our own: what a handler throws is caught below
                new FailureHandler.OnFailureRetryLater<>(Duration.ofMinutes(1)),
                (complete, operations) -> revive(complete, operations, history));
        this.jobs = jobs;
        this.history = history;
        this.news = news;
    }

    @Override
    public SchedulableInstance<Void> schedulableInstance(String id) {
        return new SchedulableTaskInstance<>(instance(id), now -> now);
    }

    @Override
    public SchedulableInstance<Void> schedulableInstance(String id, Void data) {
        return schedulableInstance(id);
    }

    @Override
    public CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        Optional<Job> job = jobs.find(instance.getId()).filter(Job::begin);
        if (job.isEmpty()) { // it left between being found due and now: it stays due
            return (complete, operations) -> operations.reschedule(complete, complete.getExecution().executionTime);
        }
        Instant finished;
        try {
            finished = run(job.get());
        } finally {
            job.get().end();
        }
        Instant next = finished.plus(job.get().every());
        return (complete, operations) -> operations.reschedule(complete, next);
    }

    private Instant run(Job job) {
        Instant started = now();
        @Nullable Throwable failure = call(job);
        boolean interrupted = Thread.interrupted(); // meant for the handler; the database must not meet it
        Instant finished = now();
        if (failure != null) {
            LOG.warn("The job {} failed{}", job.name(), interrupted ? " when it was told to stop" : "", failure);
        }
        boolean begins = failure != null && !history.failedLast(job.name());
        history.add(job.name(), started, finished, failure == null ? Result.OK : Result.FAILED, failure);
        if (begins) {
            news.failing(job.name());
        }
        return finished;
    }

    /** Runs the handler in the world it expects; returns what it threw. */
    private static @Nullable Throwable call(Job job) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(job.handler().getClass().getClassLoader());
        try {
            return Caller.system("job:" + job.name(), null).call(() -> {
                try {
                    job.handler().run();
                    return null;
                } catch (Throwable thrown) { // whatever a module throws, the schedule goes on
                    return thrown;
                }
            });
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The node that ran it has not been heard of for too long: notes it and makes the job due again. */
    private static void revive(ExecutionComplete complete, ExecutionOperations<Void> operations, RunHistory history) {
        Execution execution = complete.getExecution();
        Instant now = now();
        try {
            operations.reschedule(complete, now);
        } catch (DbSchedulerException another) {
            LOG.debug("another node was faster to revive {}", execution, another);
            return;
        }
        LOG.warn("The job {} was lost with its node {}", execution.getId(), execution.pickedBy);
        history.lost(execution.getId(), String.valueOf(execution.pickedBy), execution.executionTime, now);
    }

    /** To the microsecond, which is what both databases keep. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
