package io.rubro.platform.jobs;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Work done on a schedule, once in a cluster. Publish it as an OSGi service; its state (next run, last result) is in the
 * database and survives restarts and the absence of the module.
 */
@ConsumerType
public interface JobHandler {

    /** The stable identity: {@code telemetry.retention}. */
    String name();

    /** How often it runs, counted from the end of the last run; at least one second. */
    Duration every();

    /**
     * Does the work, as {@code Caller.system("job:<name>", null)} and without an organisation: it takes each it works for
     * with {@code Tenant.call}. At least once: a node that dies in the middle is succeeded by another.
     *
     * @throws Exception if it failed; it is recorded and tried again at the next time
     */
    void run() throws Exception;
}
