package io.rubro.fiscal.verifactu.internal.submission;

import io.rubro.platform.notifications.Notification;
import io.rubro.platform.notifications.Notification.Severity;
import io.rubro.platform.notifications.Notifications;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Tells those who can correct records that the authority refused some, while somebody carries the news. */
@Component(service = RejectionNews.class)
public final class RejectionNews {

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

    /** So many records were refused; part of the transaction that notes it. */
    void rejected(long count) {
        Notifications carrier = notifications;
        if (count > 0 && carrier != null) {
            carrier.send(new Notification(
                    Severity.WARNING,
                    "fiscal-verifactu.rejected-records",
                    Map.of("count", count),
                    "fiscal-verifactu.record.correct",
                    "records"));
        }
    }
}
