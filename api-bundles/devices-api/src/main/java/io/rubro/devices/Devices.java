package io.rubro.devices;

import io.rubro.platform.ids.Id;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The devices of the organisation of this thread. */
@ProviderType
public interface Devices {

    /** The device; empty if this organisation has none with this id. */
    Optional<Device> find(Id device);

    /** The devices that use a driver, by name. */
    List<Device> withDriver(String driver);

    /**
     * Lets the device's driver write a command and sends it. Returns when the broker has stored it; the broker hands it
     * to the device, or keeps it for a device that is away.
     *
     * @param command the name of the command, one of those its driver knows
     * @param arguments texts, numbers, booleans by name
     * @throws io.rubro.platform.problem.ProblemException 404 if there is no such device, 409 if it is disabled or its
     *     driver is not running, 422 if the driver knows no such command or an argument is wrong, 503 if the broker
     *     cannot be reached
     */
    void send(Id device, String command, Map<String, Object> arguments);
}
