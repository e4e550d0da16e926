package io.rubro.devices.registry.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rubro.devices.driver.CommandType;
import io.rubro.devices.driver.DeviceDriver;
import io.rubro.devices.registry.internal.service.FieldSchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;

/**
 * A driver that is running.
 *
 * @param id what devices name as their driver
 * @param name how it is shown
 * @param settings the JSON Schema of a device's settings
 * @param commands what its devices understand
 */
public record DriverView(
        String id,
        String name,
        @Schema(implementation = Object.class) ObjectNode settings,
        List<CommandView> commands) {

    /** A command and the JSON Schema of its arguments. */
    public record CommandView(String name, String title, @Schema(implementation = Object.class) ObjectNode arguments) {

        static CommandView of(CommandType type, Locale locale) {
            return new CommandView(
                    type.name(),
                    FieldSchema.name(type.names(), locale, type.name()),
                    FieldSchema.of(type.arguments(), locale));
        }
    }

    static DriverView of(DeviceDriver driver, Locale locale) {
        return new DriverView(
                driver.id(),
                FieldSchema.name(driver.names(), locale, driver.id()),
                FieldSchema.of(driver.settings(), locale),
                driver.commands().stream()
                        .map(type -> CommandView.of(type, locale))
                        .toList());
    }
}
