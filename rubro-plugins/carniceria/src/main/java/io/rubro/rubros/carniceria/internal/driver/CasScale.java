package io.rubro.rubros.carniceria.internal.driver;

import io.rubro.devices.driver.BadMessageException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The till protocol of CAS scales (PR-II, PD-II and compatible ones). The answer to {@code DC1} is {@code SOH STX state
 * sign weight(6) unit(2) BCC ETX EOT}: state {@code S} stable or {@code U} unstable, sign blank or {@code -}, six
 * characters of weight with a decimal point or as thousandths, {@code BCC} the exclusive or of everything from state to
 * unit. A weight of {@code F}s or above the scale's range is an overload. Source: CAS, PR-II and PD-II user manuals,
 * chapter on the RS-232 interface.
 */
final class CasScale extends SerialFrames {

    private static final int STX = 0x02;
    private static final int EOT = 0x04;
    private static final byte ETX = 0x03;

    /** state, sign, weight, unit, BCC, ETX. */
    private static final int LENGTH = 1 + 1 + 6 + 2 + 1 + 1;

    private static final Pattern WEIGHT = Pattern.compile(" *(\\d+(?:\\.\\d+)?)");

    CasScale() {
        super(STX, EOT, LENGTH);
    }

    @Override
    ScaleReading read(byte[] content) {
        if (content.length != LENGTH || content[LENGTH - 1] != ETX) {
            throw new BadMessageException("a frame of the CAS protocol has " + LENGTH + " bytes");
        }
        byte check = 0;
        for (int i = 0; i < LENGTH - 2; i++) {
            check ^= content[i];
        }
        if (check != content[LENGTH - 2]) {
            throw new BadMessageException("checksum does not match");
        }
        String text = new String(content, 0, LENGTH - 2, StandardCharsets.US_ASCII);
        return reading(text.charAt(0), text.charAt(1), text.substring(2, 8), text.substring(8));
    }

    private static ScaleReading reading(char state, char sign, String digits, String unit) {
        if (digits.contains("F")) {
            return ScaleReading.of(ScaleState.OVERLOAD);
        }
        Matcher weight = WEIGHT.matcher(digits);
        if ((state != 'S' && state != 'U') || !weight.matches()) {
            throw new BadMessageException("not a weight of the CAS protocol");
        }
        BigDecimal number = new BigDecimal(weight.group(1));
        BigDecimal inUnit = digits.contains(".") ? number : number.movePointLeft(3);
        BigDecimal kilograms = ScaleReading.kilograms(inUnit, unit.trim().toLowerCase(Locale.ROOT));
        if (kilograms == null) {
            throw new BadMessageException("unit not known: " + unit.trim());
        }
        if (sign == '-') {
            return ScaleReading.of(ScaleState.NEGATIVE, kilograms.negate());
        }
        return ScaleReading.of(state == 'S' ? ScaleState.STABLE : ScaleState.MOTION, kilograms);
    }
}
