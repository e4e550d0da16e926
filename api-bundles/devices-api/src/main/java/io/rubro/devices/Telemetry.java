package io.rubro.devices;

import io.rubro.platform.ids.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What devices have said. Everything is about the organisation of this thread; a device of another organisation has
 * no readings.
 */
@ProviderType
public interface Telemetry {

    /** The most rows {@link #history} and {@link #buckets} answer with. */
    int MAX_ROWS = 10_000;

    /** The last reading of each metric of a device, by name of metric; empty if it never said anything. */
    List<Reading> last(Id device);

    /** The last reading of one metric: the one with the greatest {@link Reading#at()}. */
    Optional<Reading> last(Id device, String metric);

    /**
     * The readings of a metric, oldest first.
     *
     * @param from the first instant wanted
     * @param to the first instant no longer wanted
     * @param limit the most wanted, 1 to {@value #MAX_ROWS}
     * @throws IllegalArgumentException if the limit is out of range
     */
    List<Reading> history(Id device, String metric, Instant from, Instant to, int limit);

    /**
     * The numbers of a metric summed up in spans of time, oldest first; spans without a reading are left out. Texts and
     * flags are not counted.
     *
     * @param from the first instant wanted
     * @param to the first instant no longer wanted
     * @param every the length of a span, whole seconds, at least one
     * @throws IllegalArgumentException if it is shorter, or if there would be more than {@value #MAX_ROWS} spans
     */
    List<Bucket> buckets(Id device, String metric, Instant from, Instant to, Duration every);

    /**
     * Stores measurements of a device that did not arrive over MQTT, in the current transaction or one of its own.
     * The same measurement with its own time is stored once however often it is given.
     *
     * @throws io.rubro.platform.problem.ProblemException 404 if there is no such device, 409 if it is disabled
     */
    void record(Id device, List<Measurement> measurements);
}
