package io.rubro.platform.jobs.internal.service;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job and how it stands.
 *
 * @param module the module it belongs to
 * @param every how often it runs
 * @param available whether its handler is on the node that answers; if on none, the job waits
 * @param nextRun when it is due; null while it runs
 * @param runningOn the node that runs it now; null if none does
 * @param lastRun the newest run; null if it never ran
 */
public record JobState(
        String name,
        String module,
        @Nullable Duration every,
        boolean available,
        @Nullable Instant nextRun,
        @Nullable String runningOn,
        @Nullable JobRun lastRun) {}
