package io.rubro.platform.rest.internal.json;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to tell a caller who put a value of the wrong kind somewhere: which kind belongs there. */
public final class Expected {

    private static final Set<Class<?>> DECIMALS =
            Set.of(BigDecimal.class, double.class, Double.class, float.class, Float.class);

    private Expected() {}

    /** The key of the text for a type. */
    public static String code(@Nullable Class<?> type) {
        if (type == null) {
            return "rest.json.value";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "rest.json.boolean";
        }
        if (DECIMALS.contains(type)) {
            return "rest.json.decimal";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "rest.json.integer";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "rest.json.text";
        }
        if (type == Id.class) {
            return "rest.json.id";
        }
        if (type == LocalDate.class) {
            return "rest.json.date";
        }
        if (TemporalAccessor.class.isAssignableFrom(type)) {
            return "rest.json.time";
        }
        if (type.isEnum()) {
            return "rest.json.enum";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "rest.json.list" : "rest.json.object";
    }

    /** What that text needs. */
    public static Map<String, Object> args(@Nullable Class<?> type) {
        if (type == null || !type.isEnum()) {
            return Map.of();
        }
        String allowed =
                Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        return Map.of("allowed", allowed);
    }
}
