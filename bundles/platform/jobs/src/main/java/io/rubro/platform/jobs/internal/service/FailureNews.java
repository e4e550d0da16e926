package io.rubro.platform.jobs.internal.service;

import io.rubro.platform.notifications.Notification;
import io.rubro.platform.notifications.Notification.Severity;
import io.rubro.platform.notifications.Notifications;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.tenancy.Tenant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the administrators of the installation that a job has begun to fail, while somebody carries the news. A job
 * belongs to no organisation: they hear of it wherever they work.
 */
@Component(service = FailureNews.class)
public final class FailureNews {

    private static final Logger LOG = LoggerFactory.getLogger(FailureNews.class);

    private volatile @Nullable Notifications notifications;
    private volatile @Nullable Organizations organizations;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bindNotifications(Notifications arrived) {
        notifications = arrived;
    }

    public void unbindNotifications(Notifications leaving) {
        if (notifications == leaving) {
            notifications = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bindOrganizations(Organizations arrived) {
        organizations = arrived;
    }

    public void unbindOrganizations(Organizations leaving) {
        if (organizations == leaving) {
            organizations = null;
        }
    }

    /** A job that had worked has failed. */
    void failing(String job) {
        Notifications carrier = notifications;
        Organizations all = organizations;
        if (carrier == null || all == null) {
            return;
        }
        Notification news = new Notification(
                Severity.WARNING, "jobs.failing", Map.of("name", job), "platform.jobs.read", "list/" + job);
        try {
            all.all().forEach(organization -> Tenant.run(organization, () -> carrier.send(news)));
        } catch (RuntimeException e) {
            LOG.warn("nobody was told that the job {} fails", job, e);
        }
    }
}
