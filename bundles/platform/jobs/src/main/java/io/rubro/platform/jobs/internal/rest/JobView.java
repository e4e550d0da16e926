package io.rubro.platform.jobs.internal.rest;

import io.rubro.platform.jobs.internal.service.JobRun;
import io.rubro.platform.jobs.internal.service.JobState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A {@link JobState} for people.
 *
 * @param title what it does, in the reader's language: the message {@code job.<name>} of its module; the name if there
 *     is none
 */
public record JobView(
        String name,
        String title,
        String module,
        @Nullable Duration every,
        boolean available,
        @Nullable Instant nextRun,
        @Nullable String runningOn,
        @Nullable JobRun lastRun) {

    static JobView of(JobState job, String title) {
        return new JobView(
                job.name(),
                title,
                job.module(),
                job.every(),
                job.available(),
                job.nextRun(),
                job.runningOn(),
                job.lastRun());
    }
}
