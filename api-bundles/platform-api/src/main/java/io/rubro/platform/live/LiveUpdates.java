package io.rubro.platform.live;

import io.rubro.platform.ids.Id;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells the screens that are open that something has changed, so that they fetch it. A hint, never the record itself:
 * it reaches who is connected to this node at this moment, nothing of it is kept, and of several updates with the same
 * topic and key (the values of {@code type}, {@code device} and {@code id} in the data) a slow screen gets the latest.
 *
 * <p>Within a transaction an update leaves after the commit; a rollback drops it.
 */
@ProviderType
public interface LiveUpdates {

    /** The topic of a record that was made, changed or removed: {@code {"type": "crm.contact", "id": "…"}}. */
    String CHANGE = "change";

    /**
     * Sends to everybody of the organisation of this thread who holds the permission. The data is written as JSON at
     * once: {@code Id}, {@code Instant} and {@code BigDecimal} as texts, maps and lists as such.
     *
     * @param topic what it is about, {@code [a-z][a-z.]*}
     * @param permission who may know; null for everybody of the organisation
     * @throws IllegalStateException without an organisation on the thread
     * @throws IllegalArgumentException if the topic is malformed or the data cannot be written as JSON
     */
    void publish(String topic, @Nullable String permission, Map<String, ?> data);

    /**
     * Sends to everybody who holds the permission, whatever the organisation: for what belongs to the installation.
     *
     * @param permission who may know; null for everybody who is logged in
     */
    void publishToAll(String topic, @Nullable String permission, Map<String, ?> data);

    /**
     * Says that a record was made, changed or removed.
     *
     * @param type {@code <module>.<record>}, for example {@code billing.invoice}
     * @param permission the one that lets a caller read such a record
     */
    default void changed(String type, Id id, String permission) {
        publish(CHANGE, permission, Map.of("type", type, "id", id));
    }
}
