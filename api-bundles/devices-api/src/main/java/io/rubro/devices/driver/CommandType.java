package io.rubro.devices.driver;

import java.util.List;
import java.util.Map;

/**
 * A command the devices of a driver understand.
 *
 * @param name {@code tare}
 * @param names how it is shown, by language tag; {@code es} must be there
 * @param arguments what it needs
 */
public record CommandType(String name, Map<String, String> names, List<Field> arguments) {
    public CommandType {
        names = Map.copyOf(names);
        arguments = List.copyOf(arguments);
    }
}
