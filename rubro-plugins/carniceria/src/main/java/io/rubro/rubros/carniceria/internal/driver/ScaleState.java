package io.rubro.rubros.carniceria.internal.driver;

import java.util.Locale;

/** What a scale says of itself; the text metric {@code status} in lower case. */
public enum ScaleState {
    /** The weight is at rest and valid. */
    STABLE,
    /** The load is moving. */
    MOTION,
    /** More than the scale can weigh. */
    OVERLOAD,
    /** Less than zero. */
    NEGATIVE,
    /** The scale reports a fault. */
    ERROR;

    /** As it is stored. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From what is stored; {@link #ERROR} for anything else. */
    public static ScaleState of(String text) {
        for (ScaleState state : values()) {
            if (state.text().equals(text)) {
                return state;
            }
        }
        return ERROR;
    }
}
