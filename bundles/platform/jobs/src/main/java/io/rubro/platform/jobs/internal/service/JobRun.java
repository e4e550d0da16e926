package io.rubro.platform.jobs.internal.service;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job.
 *
 * @param node the process that ran it, {@code pid@host}
 * @param millis how long it took
 * @param error what it threw; null if nothing
 */
public record JobRun(
        Id id, String node, Instant startedAt, Instant finishedAt, long millis, Result result, @Nullable String error) {

    /** How a run ended. */
    public enum Result {
        OK,
        /** The handler threw. */
        FAILED,
        /** The node died or froze before it could say; the job was begun again. */
        LOST
    }
}
