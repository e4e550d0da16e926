package io.rubro.crm.internal.model;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.persistence.AttributeConverter;
import javax.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Stores the values of own fields in one column, {@code ␟key=value␟key=value␟} with the unit separator (U+001F), which no
 * text may contain: one value can be found with {@link #entry}. None is null.
 */
@Converter
public final class CustomConverter implements AttributeConverter<Map<String, String>, @Nullable String> {

    private static final String SEPARATOR = "\u001f";

    @Override
    public @Nullable String convertToDatabaseColumn(Map<String, String> values) {
        return values.isEmpty()
                ? null
                : new TreeMap<>(values)
                        .entrySet().stream()
                                .map(value -> value.getKey() + "=" + value.getValue())
                                .collect(Collectors.joining(SEPARATOR, SEPARATOR, SEPARATOR));
    }

    @Override
    public Map<String, String> convertToEntityAttribute(@Nullable String stored) {
        return stored == null
                ? Map.of()
                : Arrays.stream(stored.split(SEPARATOR))
                        .filter(value -> !value.isEmpty())
                        .map(value -> value.split("=", 2))
                        .collect(Collectors.toUnmodifiableMap(value -> value[0], value -> value[1]));
    }

    /** What the column contains exactly if the field has a value. */
    public static String beginning(String key) {
        return SEPARATOR + key + "=";
    }

    /** What the column contains exactly if the field has this value. */
    public static String entry(String key, String value) {
        return beginning(key) + value + SEPARATOR;
    }
}
