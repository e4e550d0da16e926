package io.rubro.devices.registry.internal.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** JSON objects as they are stored. Numbers lose nothing but trailing zeros. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private Json() {}

    /** An object without members. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Reads an object; empty if the text is something else. */
    public static Optional<ObjectNode> read(String text) {
        try {
            return MAPPER.readTree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** Reads an object this class wrote. */
    public static ObjectNode stored(String text) {
        return read(text).orElseThrow(() -> new IllegalStateException("not a JSON object in the database"));
    }

    /** The members of an object; a null among them is as good as absent. */
    public static Map<String, Object> values(ObjectNode object) {
        ObjectNode bare = object.deepCopy();
        bare.properties().removeIf(member -> member.getValue().isNull());
        return MAPPER.convertValue(bare, MAP);
    }

    /** Merges a patch into an object (RFC 7396); the patch wins, null removes. */
    public static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        ObjectNode merged = target.deepCopy();
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = member.getKey();
            if (member.getValue().isNull()) {
                merged.remove(name);
            } else if (member.getValue() instanceof ObjectNode inner) {
                merged.set(name, merge(merged.get(name) instanceof ObjectNode old ? old : object(), inner));
            } else {
                merged.set(name, member.getValue());
            }
        }
        return merged;
    }
}
