package io.rubro.devices.driver;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Speaks the language of one family of devices: turns their messages into measurements, and commands into messages.
 * Publish it as an OSGi service; devices that name its {@link #id()} use it from then on.
 *
 * <p>A driver computes and nothing else: no network, no database, no threads, nothing shared between devices. What it
 * must remember between two messages of a device (half a frame of a serial line) it keeps in the {@link DriverSession}.
 */
@ConsumerType
public interface DeviceDriver {

    /** The stable name devices are registered with: {@code json}, {@code carniceria.scale}. */
    String id();

    /** How it is shown, by language tag; {@code es} must be there. */
    Map<String, String> names();

    /** What has to be known of a device of this family; the form for registering one is made from it. */
    default List<Field> settings() {
        return List.of();
    }

    /** The commands its devices understand. */
    default List<CommandType> commands() {
        return List.of();
    }

    /**
     * Begins to listen to a device. Called when its first message arrives, and again after its settings changed, the
     * server started or the driver was replaced; and once, without a message, to check the settings of a device that is
     * being registered.
     *
     * @param settings complete and checked against {@link #settings()}
     * @throws io.rubro.platform.problem.ProblemException 422 naming {@code settings.<field>} if the settings do not fit
     *     together
     */
    DriverSession open(Settings settings);

    /**
     * Writes a command in the device's language.
     *
     * @param settings complete and checked against {@link #settings()}
     * @param command one of {@link #commands()}, its arguments complete and checked
     * @return what to send to the device, in this order
     * @throws io.rubro.platform.problem.ProblemException 422 naming {@code arguments.<field>} if an argument is wrong
     */
    default List<OutgoingMessage> encode(Settings settings, Command command) {
        throw new UnsupportedOperationException(id() + " takes no commands");
    }
}
