package io.rubro.platform.console.internal.notifications;

import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Forgets notifications after 90 days. */
@Component
public final class NotificationRetention implements JobHandler {

    static final Duration KEPT = Duration.ofDays(90);

    private final Sql sql;
    private final Organizations organizations;

    @Activate
    public NotificationRetention(
            @Reference Sql sql,
            @Reference Organizations organizations,
            @Reference(target = "(module=console)") SchemaReady ready) {
        this.sql = sql;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "console.notification-retention";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    @Override
    public void run() {
        Instant limit = Instant.now().minus(KEPT);
        organizations
                .all()
                .forEach(organization -> Tenant.run(
                        organization,
                        () -> sql.update(
                                "delete from console.notification where organization_id = {org} and made_at < ?",
                                limit)));
    }
}
