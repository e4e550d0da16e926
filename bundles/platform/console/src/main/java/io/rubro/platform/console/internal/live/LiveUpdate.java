package io.rubro.platform.console.internal.live;

import io.rubro.platform.ids.Id;
import io.rubro.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One update as it goes over the wire.
 *
 * @param organization whose people may hear it; null for everybody's
 * @param permission what they must hold; null for nothing
 * @param key of updates with the same key only the latest matters
 * @param frame the bytes of the server-sent event
 */
record LiveUpdate(@Nullable Id organization, @Nullable String permission, String key, byte[] frame) {

    static LiveUpdate of(
            @Nullable Id organization, @Nullable String permission, String topic, Map<String, ?> data, String json) {
        String key = Stream.of("type", "device", "id")
                .map(name -> String.valueOf((Object) data.get(name)))
                .collect(Collectors.joining("/", topic + "/", ""));
        return new LiveUpdate(organization, permission, key, frame(topic, json));
    }

    /** JSON in one line: the format ends a datum with a line. */
    static byte[] frame(String topic, String json) {
        return ("event: " + topic + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    boolean isFor(Caller caller) {
        return (organization == null || organization.equals(caller.organization()))
                && (permission == null || caller.may(permission));
    }
}
