package io.rubro.platform.notifications;

import org.osgi.annotation.versioning.ProviderType;

/** Leaves messages for people. They are kept for 90 days and each reader hears of those he has not seen. */
@ProviderType
public interface Notifications {

    /**
     * Leaves a notification for the organisation of this thread: a row of the current transaction, or of one of its own
     * if there is none. Whoever is looking sees it as soon as that commits.
     *
     * @throws IllegalStateException without an organisation on the thread
     */
    void send(Notification notification);
}
