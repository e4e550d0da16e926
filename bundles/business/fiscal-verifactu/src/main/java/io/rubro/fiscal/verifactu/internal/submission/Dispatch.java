package io.rubro.fiscal.verifactu.internal.submission;

import io.rubro.platform.ids.Id;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the sending of a chain stands.
 *
 * @param waitSeconds how long the authority wants to be left alone between messages
 * @param nextAt when the next message may go; null for at once
 * @param batchLimit how many records it may have
 * @param failures messages that came to nothing since the last answer
 * @param incidentSince since when records are late; null if they are not
 * @param problem what came of the last message; null if it was answered
 * @param problemText the same for a person
 */
public record Dispatch(
        Id chain,
        int waitSeconds,
        @Nullable Instant nextAt,
        int batchLimit,
        int failures,
        @Nullable Instant incidentSince,
        @Nullable Instant lastSentAt,
        @Nullable Instant lastAnswerAt,
        @Nullable String problem,
        @Nullable String problemText) {

    /** The most records a message may have. */
    public static final int MAX_BATCH = 1000;

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    /** The authority wants a try each hour at least: Orden HAC/1177/2024, article 16.4. */
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Whether a message may go now: the time has come, or so many wait that they fill one (article 16.2), unless the last
     * one failed.
     */
    boolean due(Instant now, long waiting) {
        if (waiting == 0) {
            return false;
        }
        Instant next = nextAt;
        return next == null || !next.isAfter(now) || (problem == null && waiting >= MAX_BATCH);
    }

    /** How long to wait after so many failures: a minute, two, four… at most an hour. */
    static Duration backOff(int failures) {
        Duration wait = SHORTEST.multipliedBy(1L << Math.min(Math.max(failures, 1) - 1, 10));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
