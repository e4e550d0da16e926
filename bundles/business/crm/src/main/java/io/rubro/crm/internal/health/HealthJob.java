package io.rubro.crm.internal.health;

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

/**
 * Fills the projection of an organisation that has none yet, and brings all of them to each new day. It runs every hour,
 * because the day begins at another time in each time zone, and does nothing if it was done.
 */
@Component
public final class HealthJob implements JobHandler {

    private static final Logger LOG = LoggerFactory.getLogger(HealthJob.class);

    private final Organizations organizations;
    private final HealthState state;
    private final Rebuild rebuild;
    private final Refresh refresh;
    private final BackTest backTest;

    /** Called by the component runtime. */
    @Activate
    public HealthJob(
            @Reference Organizations organizations,
            @Reference HealthState state,
            @Reference Rebuild rebuild,
            @Reference Refresh refresh,
            @Reference BackTest backTest) {
        this.organizations = organizations;
        this.state = state;
        this.rebuild = rebuild;
        this.refresh = refresh;
        this.backTest = backTest;
    }

    @Override
    public String name() {
        return "crm.customer-health";
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
                Tenant.run(organization, this::bring);
            } catch (RuntimeException e) { // the others get theirs all the same
                LOG.warn("Customer health of organisation {} failed", organization, e);
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** The organisation on the thread. */
    void bring() {
        if (state.get().filledAt() == null) {
            rebuild.run();
        }
        refresh.run();
        backTest.run();
    }
}
