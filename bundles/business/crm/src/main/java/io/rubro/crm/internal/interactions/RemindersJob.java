package io.rubro.crm.internal.interactions;

import io.rubro.platform.ids.Id;
import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the reminders of all organisations. */
@Component
public final class RemindersJob implements JobHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RemindersJob.class);

    private final Reminders reminders;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public RemindersJob(@Reference Reminders reminders, @Reference Organizations organizations) {
        this.reminders = reminders;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "crm.reminders";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        Instant now = Instant.now();
        @Nullable RuntimeException failed = null;
        for (Id organization : organizations.all()) {
            try {
                Tenant.run(organization, () -> reminders.send(now));
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
