package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.tenancy.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Forgets deliveries after 30 days, and secrets that were replaced once they do not count any more. */
@Component
public final class RetentionJob implements JobHandler {

    static final Duration KEPT = Duration.ofDays(30);

    private final Transactions transactions;
    private final EndpointRows endpoints;
    private final DeliveryRows deliveries;
    private final Organizations organizations;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public RetentionJob(
            @Reference Transactions transactions,
            @Reference EndpointRows endpoints,
            @Reference DeliveryRows deliveries,
            @Reference Organizations organizations) {
        this(transactions, endpoints, deliveries, organizations, Clock.systemUTC());
    }

    RetentionJob(
            Transactions transactions,
            EndpointRows endpoints,
            DeliveryRows deliveries,
            Organizations organizations,
            Clock clock) {
        this.transactions = transactions;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.organizations = organizations;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhooks.retention";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        organizations
                .all()
                .forEach(organization -> Tenant.run(organization, () -> {
                    transactions.run(() -> deliveries.deleteBefore(now.minus(KEPT)));
                    transactions.run(() -> endpoints.dropOldSecrets(now));
                }));
    }
}
