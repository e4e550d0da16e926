package io.rubro.devices.telemetry.internal.rest;

import io.rubro.devices.telemetry.internal.service.SetAside;
import io.rubro.platform.ids.Id;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message that was not understood.
 *
 * @param topic the end of its topic, after {@code up/}
 * @param payload its bytes, base 64
 * @param reason {@code driver_missing}, {@code not_understood}, {@code driver_failed} or {@code not_stored}
 * @param detail what exactly was wrong
 */
public record SetAsideView(
        Id id, String topic, String payload, Instant receivedAt, String reason, @Nullable String detail) {

    static SetAsideView of(SetAside.Message message) {
        return new SetAsideView(
                message.id(),
                message.topic(),
                Base64.getEncoder().encodeToString(message.payload()),
                message.receivedAt(),
                message.reason().name().toLowerCase(Locale.ROOT),
                message.detail());
    }
}
