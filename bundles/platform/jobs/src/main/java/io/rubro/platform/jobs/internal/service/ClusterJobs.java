package io.rubro.platform.jobs.internal.service;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.DbSchedulerException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.rubro.platform.ids.Id;
import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.lang.management.ManagementFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of the cluster and this node's part in running them, with db-scheduler: a row per job in {@code
 * jobs.scheduled_task}, taken by one node with an update that only one can win.
 */
@Component(service = ClusterJobs.class, immediate = true, configurationPid = "io.rubro.platform.jobs")
@Designate(ocd = JobsConfig.class)
public final class ClusterJobs {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterJobs.class);
    private static final int LOST_AFTER_HEARTBEATS = 6;
    private static final int MAX_NODE = 50;

    private final GlobalSql sql;
    private final LocalJobs local = new LocalJobs();
    private final RunHistory history;
    private final JobTask task;
    private final Scheduler scheduler;
    private final ScheduledExecutorService housekeeping;
    private final Duration patience;

    @Activate
    public ClusterJobs(
            @Reference(target = "(osgi.jndi.service.name=rubro-local)") DataSource source,
            @Reference GlobalSql sql,
            @Reference(target = "(module=jobs)") SchemaReady schema,
            @Reference FailureNews news,
            JobsConfig config) {
        this.sql = sql;
        this.patience = Duration.ofMillis(config.stop_millis());
        String node = nodeName();
        this.history = new RunHistory(sql, node, Math.max(1, config.history()));
        this.task = new JobTask(local, history, news);
        this.housekeeping = Executors.newScheduledThreadPool(2, threads("housekeeping"));
        this.scheduler = new SchedulerBuilder(source, List.of(task))
                .tableName("jobs.scheduled_task")
                .jdbcCustomization(new LocalJobsOnly(local))
                .schedulerName(new SchedulerName.Fixed(node))
                .threads(config.threads())
                .executorService(Executors.newFixedThreadPool(config.threads(), threads("run")))
                .dueExecutor(Executors.newSingleThreadExecutor(threads("due")))
                .housekeeperExecutor(housekeeping)
                .pollingInterval(Duration.ofMillis(config.poll_millis()))
                .heartbeatInterval(Duration.ofMillis(config.heartbeat_millis()))
                .missedHeartbeatsLimit(LOST_AFTER_HEARTBEATS)
                .shutdownMaxWait(patience.dividedBy(2))
                .build();
    }

    /** {@code pid@host}. */
    private static String nodeName() {
        String name = ManagementFactory.getRuntimeMXBean().getName();
        return name.substring(0, Math.min(name.length(), MAX_NODE));
    }

    /** Threads of this bundle: whoever makes them, they hold on to no other's class loader. */
    private static ThreadFactory threads(String purpose) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "jobs-" + purpose + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(ClusterJobs.class.getClassLoader());
            return thread;
        };
    }

    @Activate
    void start() {
        scheduler.start();
    }

    @Deactivate
    void stop() {
        scheduler.stop();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHandler(JobHandler handler) {
        try {
            Job job = new Job(handler);
            if (local.find(job.name()).isPresent()) {
                LOG.warn("Two handlers say they are the job {}; {} waits until the other leaves", job.name(), handler);
            }
            local.add(job);
            housekeeping.execute(() -> schedule(job));
        } catch (RuntimeException e) {
            LOG.error("{} is not a job: {}", handler.getClass().getName(), e.getMessage());
        }
    }

    void removeHandler(JobHandler handler) {
        local.remove(handler).ifPresent(job -> {
            if (!job.leave(patience)) {
                LOG.error("The job {} goes on although its module stopped and it was interrupted", job.name());
            }
        });
    }

    /** Makes sure of the job's row, and that it does not wait longer than its rhythm says now. */
    private void schedule(Job job) {
        if (local.find(job.name()).filter(job::equals).isEmpty()) {
            return; // it left again
        }
        try {
            scheduler.scheduleIfNotExists(task.instance(job.name()), Instant.now());
            Instant latest = Instant.now().plus(job.every());
            sql.update(
                    "update jobs.scheduled_task set every_millis = ? where task_name = ? and task_instance = ?",
                    job.every().toMillis(),
                    JobTask.NAME,
                    job.name());
            sql.update(
                    "update jobs.scheduled_task set execution_time = ?, version = version + 1"
                            + " where task_name = ? and task_instance = ? and picked = ? and execution_time > ?",
                    latest,
                    JobTask.NAME,
                    job.name(),
                    false,
                    latest);
        } catch (RuntimeException e) {
            LOG.warn("The job {} could not be scheduled, trying again: {}", job.name(), e.toString());
            ScheduledFuture<?> unused = housekeeping.schedule(() -> schedule(job), 5, TimeUnit.SECONDS);
        }
    }

    /** All jobs any node ever had, by name. */
    public List<JobState> list() {
        Map<String, JobRun> newest = history.newest();
        return sql.query(
                "select task_instance, execution_time, picked, picked_by, every_millis from jobs.scheduled_task"
                        + " where task_name = ? order by task_instance",
                row -> state(row, newest),
                JobTask.NAME);
    }

    private JobState state(ResultSet row, Map<String, JobRun> newest) throws SQLException {
        String name = row.getString("task_instance");
        long every = row.getLong("every_millis");
        boolean running = row.getBoolean("picked");
        return new JobState(
                name,
                name.substring(0, name.indexOf('.')),
                every == 0 ? null : Duration.ofMillis(every),
                local.find(name).isPresent(),
                running ? null : Rows.instant(row, "execution_time"),
                running ? row.getString("picked_by") : null,
                newest.get(name));
    }

    /**
     * How a job stands.
     *
     * @throws ProblemException 404 if there is none of this name
     */
    public JobState get(String name) {
        return list().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(name));
    }

    /**
     * The last runs of a job, newest first.
     *
     * @throws ProblemException 404 if there is none of this name
     */
    public Page<JobRun> runs(String name, PageRequest page) {
        get(name);
        long before = page.after(1).map(parts -> cursor(parts.get(0))).orElse(Long.MAX_VALUE);
        return Page.of(history.of(name, before, page.limit() + 1), page.limit(), last -> PageRequest.cursor(last.id()));
    }

    private static long cursor(String id) {
        try {
            return Id.valueOf(id).value();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    /**
     * Makes a job due now; a node that has its handler takes it within a moment.
     *
     * @throws ProblemException 404 if there is none of this name, 409 if it is running
     */
    public void runNow(String name) {
        try {
            scheduler.reschedule(TaskInstanceId.of(JobTask.NAME, name), Instant.now());
        } catch (TaskInstanceNotFoundException e) {
            throw notFound(name);
        } catch (DbSchedulerException e) { // it is running, or was taken in this very moment
            throw ProblemException.conflict("jobs.running", Map.of("name", name));
        }
        scheduler.triggerCheckForDueExecutions();
    }

    private static ProblemException notFound(String name) {
        return ProblemException.notFound("jobs.not-found", name);
    }
}
