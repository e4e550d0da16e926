package io.rubro.rubros.carniceria.internal.driver;

import io.rubro.devices.driver.BadMessageException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The «8217» protocol of Mettler Toledo, spoken by most retail scales that are asked by a till (RS-232, seven bits, even
 * parity). Asked with {@code W}, the scale answers {@code STX ww.www CR} (an {@code N} after the digits: net weight), or
 * {@code STX ? status CR} while it cannot give a weight. Source: Mettler Toledo, service manuals of the scales 8217,
 * Viva and Diva, chapter «8217 protocol».
 *
 * <p>There is no checksum; the form of the frame and the parity on the line are all there is.
 */
final class Toledo8217 extends SerialFrames {

    private static final int STX = 0x02;
    private static final int CR = 0x0D;

    private static final int IN_MOTION = 1;
    private static final int OVER_CAPACITY = 1 << 1;
    private static final int UNDER_ZERO = 1 << 2;
    private static final int ALWAYS_ONE = 1 << 6;

    private static final Pattern WEIGHT = Pattern.compile(" *(\\d{1,3}\\.\\d{2,3})N?");

    private final String unit;

    /** @param unit what the scale is set to: {@code kg} or {@code lb}; it does not say so itself */
    Toledo8217(String unit) {
        super(STX, CR, 16);
        this.unit = unit;
    }

    /** The eighth bit is the parity, if the bridge hands it on. */
    @Override
    byte plain(byte raw) {
        return (byte) (raw & 0x7F);
    }

    @Override
    ScaleReading read(byte[] content) {
        if (content.length == 2 && content[0] == '?') {
            return ScaleReading.of(state(content[1]));
        }
        Matcher weight = WEIGHT.matcher(new String(content, StandardCharsets.US_ASCII));
        if (!weight.matches()) {
            throw new BadMessageException("neither a weight nor a status of the 8217 protocol");
        }
        BigDecimal kilograms = ScaleReading.kilograms(new BigDecimal(weight.group(1)), unit);
        if (kilograms == null) {
            throw new BadMessageException("unit not known: " + unit);
        }
        return ScaleReading.of(ScaleState.STABLE, kilograms);
    }

    private static ScaleState state(byte status) {
        if ((status & ALWAYS_ONE) == 0) {
            throw new BadMessageException("not a status byte of the 8217 protocol");
        }
        if ((status & OVER_CAPACITY) != 0) {
            return ScaleState.OVERLOAD;
        }
        if ((status & UNDER_ZERO) != 0) {
            return ScaleState.NEGATIVE;
        }
        return (status & IN_MOTION) != 0 ? ScaleState.MOTION : ScaleState.ERROR;
    }
}
