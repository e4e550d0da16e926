package io.rubro.billing.internal.receivables;

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

/** Writes the reminders of all organisations. Several times a day, so that a missed run does not cost one. */
@Component
public final class ReminderJob implements JobHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ReminderJob.class);

    private final Plans plans;
    private final Reminders reminders;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public ReminderJob(@Reference Plans plans, @Reference Reminders reminders, @Reference Organizations organizations) {
        this.plans = plans;
        this.reminders = reminders;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "billing.reminders";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        @Nullable RuntimeException failed = null;
        for (Id organization : organizations.all()) {
            try {
                Tenant.run(organization, () -> {
                    plans.complete();
                    reminders.propose();
                });
            } catch (RuntimeException e) { // the others get theirs all the same
                LOG.warn("Reminders of organisation {} failed", organization, e);
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
