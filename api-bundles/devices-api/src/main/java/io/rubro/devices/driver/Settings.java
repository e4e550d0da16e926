package io.rubro.devices.driver;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a driver's or a command's fields: complete, checked, each of its type. */
public final class Settings {

    private static final int MAX_TEXT = 1000;

    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Checks values and fills in what was not said.
     *
     * @param fields what is asked for
     * @param given values by name: {@code String}, {@code Boolean} or any {@code Number}
     * @param path where the values are in the request, for the message: {@code settings}
     * @throws ProblemException 422 naming each field that is missing, unknown or wrong
     */
    public static Settings of(List<Field> fields, Map<String, Object> given, String path) {
        List<FieldError> errors = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : fields) {
            String where = path + "." + field.name();
            @Nullable Object value = given.get(field.name());
            try {
                if (value != null) {
                    values.put(field.name(), read(field, value, where));
                } else if (field.preset() != null) {
                    values.put(field.name(), field.preset());
                } else if (!field.optional()) {
                    errors.add(new FieldError(where, "devices.field.missing", Map.of()));
                }
            } catch (ProblemException wrong) {
                errors.addAll(wrong.errors());
            }
        }
        Set<String> known = Set.copyOf(fields.stream().map(Field::name).toList());
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> errors.add(new FieldError(path + "." + name, "devices.field.unknown", Map.of())));
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Settings(values);
    }

    /** The value of a field in its type, or a refusal. */
    static Object read(Field field, Object value, String where) {
        return switch (field.type()) {
            case TEXT -> readText(field, value, where);
            case FLAG -> value instanceof Boolean flag ? flag : wrong(where, "devices.field.not-flag", Map.of());
            case INTEGER -> readInteger(field, value, where);
            case DECIMAL -> readDecimal(field, value, where);
        };
    }

    private static String readText(Field field, Object value, String where) {
        if (!(value instanceof String text)) {
            return wrong(where, "devices.field.not-text", Map.of());
        }
        if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
            return wrong(where, "devices.field.bad-text", Map.of("max", MAX_TEXT));
        }
        if (!field.choices().isEmpty() && !field.choices().contains(text)) {
            return wrong(where, "devices.field.choice", Map.of("choices", String.join(", ", field.choices())));
        }
        return text;
    }

    private static Long readInteger(Field field, Object value, String where) {
        BigDecimal number = readDecimal(field, value, where);
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            return wrong(where, "devices.field.not-integer", Map.of());
        }
    }

    private static BigDecimal readDecimal(Field field, Object value, String where) {
        if (!(value instanceof Number)) {
            return wrong(where, "devices.field.not-number", Map.of());
        }
        BigDecimal number;
        try {
            number = new BigDecimal(value.toString());
        } catch (NumberFormatException notFinite) {
            return wrong(where, "devices.field.not-number", Map.of());
        }
        @Nullable BigDecimal min = field.min();
        @Nullable BigDecimal max = field.max();
        if ((min != null && number.compareTo(min) < 0) || (max != null && number.compareTo(max) > 0)) {
            Map<String, Object> bounds = new LinkedHashMap<>();
            bounds.put("min", min == null ? "-" : min.toPlainString());
            bounds.put("max", max == null ? "-" : max.toPlainString());
            return wrong(where, "devices.field.range", bounds);
        }
        return number;
    }

    private static <T> T wrong(String where, String code, Map<String, Object> args) {
        throw ProblemException.invalid(where, code, args);
    }

    /**
     * A text that was asked for without {@code orNothing()}.
     *
     * @throws IllegalArgumentException if there is no such field, or it is of another type
     */
    public String text(String field) {
        return required(field, String.class);
    }

    /** As {@link #text}, for a whole number. */
    public long integer(String field) {
        return required(field, Long.class);
    }

    /** As {@link #text}, for a number. */
    public BigDecimal decimal(String field) {
        return required(field, BigDecimal.class);
    }

    /** As {@link #text}, for a yes or no. */
    public boolean flag(String field) {
        return required(field, Boolean.class);
    }

    /**
     * The value of a field that may be absent.
     *
     * @param type {@code String}, {@code Long}, {@code BigDecimal} or {@code Boolean}
     */
    public <T> Optional<T> find(String field, Class<T> type) {
        return Optional.ofNullable(values.get(field)).map(type::cast);
    }

    /** All values by name. */
    public Map<String, Object> values() {
        return values;
    }

    private <T> T required(String field, Class<T> type) {
        @Nullable Object value = values.get(field);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + " with the name " + field);
        }
        return type.cast(value);
    }
}
