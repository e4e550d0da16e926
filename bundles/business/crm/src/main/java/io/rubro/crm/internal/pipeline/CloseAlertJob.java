package io.rubro.crm.internal.pipeline;

import io.rubro.platform.ids.Id;
import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all organisations of expected closes. Every hour, so that each hears of it early in its own day. */
@Component
public final class CloseAlertJob implements JobHandler {

    private static final Logger LOG = LoggerFactory.getLogger(CloseAlertJob.class);

    private final CloseAlerts alerts;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public CloseAlertJob(@Reference CloseAlerts alerts, @Reference Organizations organizations) {
        this.alerts = alerts;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "crm.close-alerts";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        @Nullable RuntimeException failed = null;
        for (Id organization : organizations.all()) {
            try {
                Tenant.run(
                        organization,
                        () -> alerts.tell(LocalDate.now(organizations.current().zone())));
            } catch (RuntimeException e) { // the others hear of theirs all the same
                LOG.warn("Alerts of expected closes of organisation {} failed", organization, e);
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
