package io.rubro.platform.persistence.testing;

import io.rubro.platform.live.LiveUpdates;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Live updates that go nowhere but into a list, at once and without waiting for a commit. */
public final class RecordedLive implements LiveUpdates {

    /** What was published. */
    public record Update(String topic, @Nullable String permission, Map<String, ?> data) {}

    private final List<Update> updates = new CopyOnWriteArrayList<>();

    @Override
    public void publish(String topic, @Nullable String permission, Map<String, ?> data) {
        updates.add(new Update(topic, permission, Map.copyOf(data)));
    }

    @Override
    public void publishToAll(String topic, @Nullable String permission, Map<String, ?> data) {
        publish(topic, permission, data);
    }

    /** All that was published, in order. */
    public List<Update> updates() {
        return List.copyOf(updates);
    }
}
