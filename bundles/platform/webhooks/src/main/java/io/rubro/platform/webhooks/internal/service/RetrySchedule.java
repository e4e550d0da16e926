package io.rubro.platform.webhooks.internal.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery that failed is tried again: the schedule of Standard Webhooks, each pause a little longer by chance, so
 * that what failed together does not come back together.
 */
final class RetrySchedule {

    /** Nobody may keep a delivery waiting for longer than this. */
    static final Duration LONGEST_WISH = Duration.ofHours(24);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private static final double MOST_LONGER = 0.2;

    private final DoubleSupplier chance;

    /** @param chance from 0 to below 1 */
    RetrySchedule(DoubleSupplier chance) {
        this.chance = chance;
    }

    /**
     * The pause after an attempt.
     *
     * @param failures how often it has failed, 1 or more
     * @param wish how long the endpoint wants to be left alone; null if it does not say
     * @return empty if it is given up
     */
    Optional<Duration> pause(int failures, @Nullable Duration wish) {
        if (failures > PAUSES.size()) {
            return Optional.empty();
        }
        Duration plan = PAUSES.get(failures - 1);
        Duration pause = plan.plusMillis((long) (plan.toMillis() * MOST_LONGER * chance.getAsDouble()));
        return Optional.of(wish != null && bounded(wish).compareTo(pause) > 0 ? bounded(wish) : pause);
    }

    /** A wish, no longer than it may be. */
    static Duration bounded(Duration wish) {
        return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    }
}
