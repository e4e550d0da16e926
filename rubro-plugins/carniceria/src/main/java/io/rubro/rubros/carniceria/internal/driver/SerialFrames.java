package io.rubro.rubros.carniceria.internal.driver;

import io.rubro.devices.Measurement;
import io.rubro.devices.driver.BadMessageException;
import io.rubro.devices.driver.DeviceMessage;
import io.rubro.devices.driver.DriverSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the frames of a serial line together again. A bridge sends what the line brings in pieces of any size: a frame may
 * come in several messages, and a message may hold several frames, noise or the end of a frame whose beginning was lost.
 */
abstract class SerialFrames implements DriverSession {

    private final byte start;
    private final byte end;
    private final int longest;
    private byte[] frame = new byte[0];
    private boolean inside;

    /**
     * @param start the byte a frame begins with; it never occurs inside
     * @param end the byte a frame ends with
     * @param longest the most bytes between them; what is longer is noise
     */
    SerialFrames(int start, int end, int longest) {
        this.start = (byte) start;
        this.end = (byte) end;
        this.longest = longest;
    }

    /**
     * Reads what stands between start and end.
     *
     * @throws BadMessageException if it is no valid frame
     */
    abstract ScaleReading read(byte[] content);

    @Override
    public final List<Measurement> decode(DeviceMessage message) {
        List<Measurement> measurements = new ArrayList<>();
        List<BadMessageException> broken = new ArrayList<>();
        for (byte raw : message.payload()) {
            byte b = plain(raw);
            if (b == start) {
                inside = true;
                frame = new byte[0];
            } else if (inside && b == end) {
                inside = false;
                try {
                    measurements.addAll(read(frame).measurements());
                } catch (BadMessageException e) {
                    broken.add(e);
                }
            } else if (inside) {
                frame = Arrays.copyOf(frame, frame.length + 1);
                frame[frame.length - 1] = b;
                inside = frame.length <= longest;
            }
        }
        if (measurements.isEmpty() && !broken.isEmpty()) {
            throw broken.get(0); // a good frame in the same message is worth more than the complaint
        }
        return measurements;
    }

    /** The byte as the protocol means it; a protocol of seven bits drops the parity bit here. */
    byte plain(byte raw) {
        return raw;
    }
}
