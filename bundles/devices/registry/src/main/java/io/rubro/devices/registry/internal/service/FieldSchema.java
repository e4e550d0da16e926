package io.rubro.devices.registry.internal.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rubro.devices.driver.Field;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a driver as JSON Schema (2020-12), from which forms are made. */
public final class FieldSchema {

    private FieldSchema() {}

    /** An object with these fields, titles in the wanted language. */
    public static ObjectNode of(List<Field> fields, Locale locale) {
        ObjectNode schema = Json.object();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Field field : fields) {
            properties.set(field.name(), property(field, locale));
            if (field.preset() == null && !field.optional()) {
                required.add(field.name());
            }
        }
        return schema;
    }

    private static ObjectNode property(Field field, Locale locale) {
        ObjectNode property = Json.object();
        property.put(
                "type",
                switch (field.type()) {
                    case TEXT -> "string";
                    case INTEGER -> "integer";
                    case DECIMAL -> "number";
                    case FLAG -> "boolean";
                });
        property.put("title", name(field.names(), locale, field.name()));
        putDefault(property, field.preset());
        putNumber(property, "minimum", field.min());
        putNumber(property, "maximum", field.max());
        if (!field.choices().isEmpty()) {
            ArrayNode choices = property.putArray("enum");
            field.choices().forEach(choices::add);
        }
        return property;
    }

    private static void putDefault(ObjectNode property, @Nullable Object preset) {
        if (preset instanceof String text) {
            property.put("default", text);
        } else if (preset instanceof Long number) {
            property.put("default", number);
        } else if (preset instanceof BigDecimal number) {
            property.put("default", number);
        } else if (preset instanceof Boolean flag) {
            property.put("default", flag);
        }
    }

    private static void putNumber(ObjectNode property, String name, @Nullable BigDecimal value) {
        if (value != null) {
            property.put(name, value);
        }
    }

    /** A name in the best language there is. */
    public static String name(Map<String, String> names, Locale locale, String otherwise) {
        String tag = locale.toLanguageTag();
        return names.getOrDefault(tag, names.getOrDefault(locale.getLanguage(), names.getOrDefault("es", otherwise)));
    }
}
