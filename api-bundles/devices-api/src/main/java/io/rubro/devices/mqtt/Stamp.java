package io.rubro.devices.mqtt;

import io.rubro.platform.ids.Id;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What the built-in broker writes on every message it takes from a device, as the MQTT 5 user property {@value #PROPERTY}:
 * the same message, delivered twice, has the same stamp. A device that sends such a property itself gains nothing: the
 * broker's comes after it.
 *
 * @param message the identity of the message
 * @param receivedAt when the broker took it (milliseconds)
 */
public record Stamp(Id message, Instant receivedAt) {

    /** The name of the user property. */
    public static final String PROPERTY = "rubro-stamp";

    /** Reads the value of the property; empty if it is not one. */
    public static Optional<Stamp> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Stamp(
                    Id.valueOf(text.substring(0, slash)),
                    Instant.ofEpochMilli(Long.parseLong(text.substring(slash + 1)))));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    /** The value of the property: {@code <message>/<milliseconds since 1970>}. */
    public String text() {
        return message + "/" + receivedAt.toEpochMilli();
    }
}
