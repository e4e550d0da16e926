package io.rubro.devices;

import io.rubro.platform.ids.Id;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine in the shop, as it is registered.
 *
 * @param name how people call it
 * @param driver the id of the driver that speaks its language
 * @param group the devices it belongs with, free text; null if none
 * @param place where it stands, free text; null if unknown
 * @param settings what its driver was told, by name of field: texts, numbers, booleans
 * @param enabled a disabled device cannot connect, and what it sends is refused
 * @param version grows with every change of what is registered
 */
public record Device(
        Id id,
        String name,
        String driver,
        @Nullable String group,
        @Nullable String place,
        Map<String, Object> settings,
        boolean enabled,
        long version) {

    public Device {
        settings = Map.copyOf(settings);
    }
}
