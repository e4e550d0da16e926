package io.rubro.fiscal.verifactu.internal.mode;

import io.rubro.fiscal.verifactu.internal.eventlog.Summaries;
import io.rubro.platform.ids.Id;
import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sums up the events of all businesses that keep a log, at least every six hours and before the program ends: Orden
 * HAC/1177/2024, article 9.2. Begins the log of those whose mode changed with the year.
 */
@Component
public final class SummaryJob implements JobHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SummaryJob.class);

    private final Organizations organizations;
    private final Modes modes;
    private final Summaries summaries;

    /** Called by the component runtime. */
    @Activate
    public SummaryJob(@Reference Organizations organizations, @Reference Modes modes, @Reference Summaries summaries) {
        this.organizations = organizations;
        this.modes = modes;
        this.summaries = summaries;
    }

    @Override
    public String name() {
        return "fiscal-verifactu.event-summary";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        forEachLog(summaries::appendIfDue);
    }

    /** Before the program ends. */
    @Deactivate
    void stop() {
        forEachLog(summaries::append);
    }

    private interface Work {
        Object of(Organization business);
    }

    /** One business in trouble does not keep the others from their summaries. */
    private void forEachLog(Work work) {
        for (Id id : organizations.all()) {
            try {
                Tenant.run(id, () -> {
                    Organization business = organizations.current();
                    if (business.country().equals("ES") && modes.logged(business)) {
                        work.of(business);
                    }
                });
            } catch (RuntimeException e) {
                LOG.error("no summary of the events of organisation {}: {}", id, e.toString());
            }
        }
    }
}
