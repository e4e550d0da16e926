package io.rubro.billing.internal.recurring;

import io.rubro.platform.ids.Id;
import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the recurring invoices of all organisations, and tries again what failed. */
@Component
public final class RecurringJob implements JobHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RecurringJob.class);

    private final Recurring recurring;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public RecurringJob(@Reference Recurring recurring, @Reference Organizations organizations) {
        this.recurring = recurring;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "billing.recurring";
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
                Tenant.run(organization, recurring::runDue);
            } catch (RuntimeException e) { // the others get theirs all the same
                LOG.warn("Recurring invoices of organisation {} failed", organization, e);
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
