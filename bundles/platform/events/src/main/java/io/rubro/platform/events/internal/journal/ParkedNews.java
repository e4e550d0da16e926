package io.rubro.platform.events.internal.journal;

import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.notifications.Notification.Severity;
import io.rubro.platform.notifications.Notifications;
import io.rubro.platform.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people that an event was parked, while somebody carries the news. The journal itself waits for nobody. */
@Component(service = ParkedNews.class)
public final class ParkedNews {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedNews.class);
    private static final String PERMISSION = "events.journal.read";

    /** A subscriber that fails at everything is one message, not thousands. */
    private static final Duration PAUSE = Duration.ofMinutes(15);

    private volatile @Nullable Notifications notifications;
    private volatile @Nullable LiveUpdates live;
    private final Map<Sent, Instant> lately = new ConcurrentHashMap<>();

    private record Sent(Id organization, String subscriber) {}

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
    public void bindLive(LiveUpdates arrived) {
        live = arrived;
    }

    public void unbindLive(LiveUpdates leaving) {
        if (live == leaving) {
            live = null;
        }
    }

    /** An event of an organisation was parked for a subscriber. */
    void parked(Id organization, Id event, String type, String subscriber) {
        Notifications carrier = notifications;
        LiveUpdates screens = live;
        try {
            Tenant.run(organization, () -> {
                if (carrier != null && isNews(organization, subscriber)) {
                    carrier.send(new Notification(
                            Severity.ERROR,
                            "events.held.parked",
                            Map.of("type", type, "subscriber", subscriber),
                            PERMISSION,
                            "held"));
                }
                if (screens != null) {
                    screens.changed("events.held", event, PERMISSION);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("nobody was told that event {} is parked", event, e);
        }
    }

    private boolean isNews(Id organization, String subscriber) {
        Instant now = Instant.now();
        lately.values().removeIf(sent -> sent.isBefore(now.minus(PAUSE)));
        return lately.putIfAbsent(new Sent(organization, subscriber), now) == null;
    }

    /** What is held of an organisation has changed by an administrator's hand. */
    void changed(Id event) {
        LiveUpdates screens = live;
        if (screens != null) {
            screens.changed("events.held", event, PERMISSION);
        }
    }
}
