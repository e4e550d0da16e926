package io.rubro.platform.jobs.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.jobs.internal.service.JobRun.Result;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.global.GlobalSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last runs of each job, in {@code jobs.run}. */
final class RunHistory {

    private static final Logger LOG = LoggerFactory.getLogger(RunHistory.class);
    private static final int MAX_ERROR = 2_000;
    private static final int MAX_CAUSES = 5;
    private static final String COLUMNS = "select job, id, node, started_at, finished_at, result, error from jobs.run ";

    private final GlobalSql sql;
    private final String node;
    private final int kept;

    /**
     * A history.
     *
     * @param node this process
     * @param kept how many runs are kept of each job
     */
    RunHistory(GlobalSql sql, String node, int kept) {
        this.sql = sql;
        this.node = node;
        this.kept = kept;
    }

    /** Notes a run of this node. A history that cannot be written must not stop the schedule. */
    void add(String job, Instant started, Instant finished, Result result, @Nullable Throwable failure) {
        insert(job, node, started, finished, result, failure == null ? null : describe(failure));
    }

    /** Notes that a run was lost with its node. */
    void lost(String job, String lostNode, Instant started, Instant noticed) {
        insert(job, lostNode, started, noticed, Result.LOST, null);
    }

    /** Whether the last run did not end well; yes if that cannot be read, so that nobody is told twice. */
    boolean failedLast(String job) {
        try {
            return of(job, Long.MAX_VALUE, 1).stream().anyMatch(run -> run.result() != Result.OK);
        } catch (RuntimeException e) {
            return true;
        }
    }

    private void insert(
            String job, String where, Instant started, Instant finished, Result result, @Nullable String error) {
        try {
            sql.update(
                    "insert into jobs.run (id, job, node, started_at, finished_at, result, error)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    Id.next(),
                    job,
                    where,
                    started,
                    finished,
                    result,
                    error);
            sql.query(
                            "select id from jobs.run where job = ? order by id desc offset " + kept
                                    + " rows fetch first 1 rows only",
                            row -> Rows.id(row, "id"),
                            job)
                    .forEach(oldest -> sql.update("delete from jobs.run where job = ? and id <= ?", job, oldest));
        } catch (RuntimeException e) {
            LOG.warn("The run of the job {} was not noted: {}", job, e.toString());
        }
    }

    /** The newest run of every job. */
    Map<String, JobRun> newest() {
        Map<String, JobRun> runs = new HashMap<>();
        sql.query(
                COLUMNS + "where id in (select max(id) from jobs.run group by job)",
                row -> runs.put(row.getString("job"), run(row)));
        return runs;
    }

    /** The runs of a job, newest first, at most so many. */
    List<JobRun> of(String job, long beforeId, int limit) {
        return sql.query(
                COLUMNS + "where job = ? and id < ? order by id desc fetch first " + limit + " rows only",
                RunHistory::run,
                job,
                beforeId);
    }

    private static JobRun run(ResultSet row) throws SQLException {
        Instant started = Rows.instant(row, "started_at");
        Instant finished = Rows.instant(row, "finished_at");
        return new JobRun(
                Rows.id(row, "id"),
                row.getString("node"),
                started,
                finished,
                Duration.between(started, finished).toMillis(),
                Result.valueOf(row.getString("result")),
                row.getString("error"));
    }

    /** What was thrown and why, without the frames: those are in the log. */
    private static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.toString());
        @Nullable Throwable cause = failure.getCause();
        for (int i = 1; i < MAX_CAUSES && cause != null; i++, cause = cause.getCause()) {
            text.append("; because of ").append(cause);
        }
        String plain = text.toString().replace('\u0000', ' ');
        return plain.length() <= MAX_ERROR ? plain : plain.substring(0, MAX_ERROR - 1) + "…";
    }
}
