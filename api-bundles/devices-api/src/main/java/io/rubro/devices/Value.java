package io.rubro.devices;

import java.math.BigDecimal;

/** What was measured: a number, a text or a yes/no. */
public sealed interface Value {

    /** The longest text that is kept, in characters. */
    int MAX_TEXT = 1000;

    /** A number as a value. */
    static Value of(BigDecimal number) {
        return new Decimal(number);
    }

    /** A text as a value. */
    static Value of(String text) {
        return new Text(text);
    }

    /** A yes or no as a value. */
    static Value of(boolean flag) {
        return new Flag(flag);
    }

    /**
     * A number. Rounded half up to nine decimals; its absolute value is below 10<sup>20</sup>.
     *
     * @throws IllegalArgumentException if it is too great to be stored
     */
    record Decimal(BigDecimal number) implements Value {
        private static final int MAX_SCALE = 9;
        private static final int MAX_INTEGER_DIGITS = 20;

        public Decimal {
            // looked at before any arithmetic: 1E+999999999 is a short text but a number of a gigabyte
            if (number.signum() != 0 && (long) number.precision() - number.scale() > MAX_INTEGER_DIGITS) {
                throw new IllegalArgumentException("number has more than 20 digits before the decimal point");
            }
            number = canonical(number);
        }

        /** One text for one number, so that equal numbers are equal values: 1.50 and 1.5 are the same measurement. */
        private static BigDecimal canonical(BigDecimal number) {
            if (number.signum() == 0 || (long) number.precision() - number.scale() < -MAX_SCALE) {
                return BigDecimal.ZERO;
            }
            BigDecimal rounded =
                    number.scale() > MAX_SCALE ? number.setScale(MAX_SCALE, java.math.RoundingMode.HALF_UP) : number;
            BigDecimal bare = rounded.stripTrailingZeros();
            return bare.scale() < 0 ? bare.setScale(0) : bare;
        }
    }

    /**
     * A text of at most {@value Value#MAX_TEXT} characters.
     *
     * @throws IllegalArgumentException if it is longer or holds a NUL character, which PostgreSQL cannot store
     */
    record Text(String text) implements Value {
        public Text {
            if (text.length() > MAX_TEXT) {
                throw new IllegalArgumentException("text longer than " + MAX_TEXT + " characters");
            }
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("text holds a NUL character");
            }
        }
    }

    /** A yes or no: a door, a relay, an alarm. */
    record Flag(boolean flag) implements Value {}
}
