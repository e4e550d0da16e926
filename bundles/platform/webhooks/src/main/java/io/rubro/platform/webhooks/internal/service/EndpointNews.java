package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.notifications.Notification.Severity;
import io.rubro.platform.notifications.Notifications;
import io.rubro.platform.webhooks.internal.model.Endpoint.DisabledReason;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Tells those who look after endpoints that one was switched off, while somebody carries the news. */
@Component(service = EndpointNews.class)
public final class EndpointNews {

    private volatile @Nullable Notifications notifications;

    /** Somebody carries news. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bindNotifications(Notifications arrived) {
        notifications = arrived;
    }

    /** Nobody does any more. */
    public void unbindNotifications(Notifications leaving) {
        if (notifications == leaving) {
            notifications = null;
        }
    }

    /** An endpoint was switched off; part of the transaction that does it. */
    void disabled(Id endpoint, String url, DisabledReason reason) {
        Notifications carrier = notifications;
        if (carrier != null) {
            carrier.send(new Notification(
                    Severity.ERROR,
                    reason == DisabledReason.GONE ? "webhooks.disabled-gone" : "webhooks.disabled-failing",
                    Map.of("host", URI.create(url).getHost()),
                    Endpoints.MANAGE,
                    "endpoints/" + endpoint));
        }
    }
}
