package io.rubro.devices.mqtt;

import io.rubro.platform.ids.Id;
import java.util.Optional;

/**
 * The topics of devices. Each device has a tree of its own, {@code rubro/<organisation>/<device>/}:
 *
 * <ul>
 *   <li>{@code up/…}: it publishes here, what its driver understands;
 *   <li>{@code up/status}: {@code online} or {@code offline}, best as its will;
 *   <li>{@code up/shadow}: what it reports of its own state, a JSON object;
 *   <li>{@code down/…}: it subscribes here; commands arrive as its driver writes them;
 *   <li>{@code down/shadow}: the state wished for, retained.
 * </ul>
 */
public final class Topics {

    /** What all devices publish. */
    public static final String ALL_UP = "rubro/+/+/up/#";

    /** The end of the topic a device says on that it comes or goes. */
    public static final String STATUS = "status";

    /** The end of the topics of the shadow. */
    public static final String SHADOW = "shadow";

    private Topics() {}

    /** Below this, with a {@code /}, a device may publish. */
    public static String up(DeviceIdentity device) {
        return "rubro/" + device.organization() + "/" + device.device() + "/up";
    }

    /** Below this, with a {@code /}, a device may subscribe. */
    public static String down(DeviceIdentity device) {
        return "rubro/" + device.organization() + "/" + device.device() + "/down";
    }

    /**
     * Takes a topic a device published on apart.
     *
     * @return empty if it is not one
     */
    public static Optional<Upward> parse(String topic) {
        String[] parts = topic.split("/", 5);
        if (parts.length < 4 || !parts[0].equals("rubro") || !parts[3].equals("up")) {
            return Optional.empty();
        }
        try {
            DeviceIdentity device = new DeviceIdentity(Id.valueOf(parts[1]), Id.valueOf(parts[2]));
            // an identifier may be written in several ways (lower case, O for 0); a topic only in the canonical one
            return up(device).equals(String.join("/", parts[0], parts[1], parts[2], parts[3]))
                    ? Optional.of(new Upward(device, parts.length == 5 ? parts[4] : ""))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /**
     * A topic a device published on.
     *
     * @param device the device it belongs to
     * @param suffix what follows {@code up/}; may be empty
     */
    public record Upward(DeviceIdentity device, String suffix) {}
}
