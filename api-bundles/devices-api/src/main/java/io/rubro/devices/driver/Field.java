package io.rubro.devices.driver;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing a driver or a command has to be told. From it come the form, the check and the published JSON Schema.
 *
 * <pre>{@code
 * Field.choice("protocol", "json", "toledo").named("Protocolo", "Protocol").or("json")
 * Field.decimal("maximum").named("Carga máxima (kg)", "Maximum load (kg)").between("0", "1000")
 * }</pre>
 *
 * @param name its name, {@code [a-z][A-Za-z0-9]*}
 * @param type what it holds
 * @param names how it is shown, by language tag
 * @param preset what it is if nothing is said; null if it must be said, unless {@code optional}
 * @param optional whether it may be absent although it has no preset
 * @param min the least number allowed; null if there is none
 * @param max the greatest number allowed; null if there is none
 * @param choices the texts allowed; empty if any is
 */
public record Field(
        String name,
        Type type,
        Map<String, String> names,
        @Nullable Object preset,
        boolean optional,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        List<String> choices) {

    /** What a field holds. */
    public enum Type {
        /** A {@code String} of at most 1000 characters. */
        TEXT,
        /** A {@code Long}. */
        INTEGER,
        /** A {@code BigDecimal}. */
        DECIMAL,
        /** A {@code Boolean}. */
        FLAG
    }

    public Field {
        if (!name.matches("[a-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException("not the name of a field: " + name);
        }
        names = Map.copyOf(names);
        choices = List.copyOf(choices);
    }

    /** A text. */
    public static Field text(String name) {
        return new Field(name, Type.TEXT, Map.of("es", name), null, false, null, null, List.of());
    }

    /** One of several texts. */
    public static Field choice(String name, String... choices) {
        return new Field(name, Type.TEXT, Map.of("es", name), null, false, null, null, List.of(choices));
    }

    /** A whole number. */
    public static Field integer(String name) {
        return new Field(name, Type.INTEGER, Map.of("es", name), null, false, null, null, List.of());
    }

    /** A number. */
    public static Field decimal(String name) {
        return new Field(name, Type.DECIMAL, Map.of("es", name), null, false, null, null, List.of());
    }

    /** A yes or no. */
    public static Field flag(String name) {
        return new Field(name, Type.FLAG, Map.of("es", name), null, false, null, null, List.of());
    }

    /** This field, shown under these names. */
    public Field named(String spanish, String english) {
        return new Field(name, type, Map.of("es", spanish, "en", english), preset, optional, min, max, choices);
    }

    /**
     * This field with a value that counts if nothing is said.
     *
     * @throws io.rubro.platform.problem.ProblemException if the field may not have that value
     */
    public Field or(Object value) {
        return new Field(name, type, names, Settings.read(this, value, name), optional, min, max, choices);
    }

    /** This field, which may be absent. */
    public Field orNothing() {
        return new Field(name, type, names, null, true, min, max, choices);
    }

    /** This field, its number within bounds, both included. */
    public Field between(String least, String greatest) {
        return new Field(name, type, names, preset, optional, new BigDecimal(least), new BigDecimal(greatest), choices);
    }
}
