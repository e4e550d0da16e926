package io.rubro.platform.rest.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The one way JSON is read and written: camelCase as the records say, ISO dates, identifiers and amounts as text, absent
 * for null. Reading is strict: what is not understood is refused, never guessed or dropped, because a dropped
 * {@code discont} is a wrong invoice.
 */
public final class JsonRecipe {

    /** The longest text or name in a document, in characters. */
    static final int MAX_TEXT = 1_000_000;

    /** The deepest nesting of a document. */
    static final int MAX_DEPTH = 64;

    private JsonRecipe() {}

    /**
     * A mapper of one's own. Everything it learns about classes is in it and its type factory, so that a module's classes
     * go when its mapper goes; Jackson's shared type factory would hold on to them.
     */
    public static ObjectMapper newMapper() {
        JsonMapper.Builder builder = JsonMapper.builder(factory())
                .typeFactory(TypeFactory.defaultInstance().withCache(new LRUMap<>(16, 512)))
                .addModule(new JavaTimeModule())
                .addModule(new ContractTypes())
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .defaultLeniency(false)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(
                        DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                        DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
        refuse(builder, LogicalType.Textual, CoercionInputShape.Integer, CoercionInputShape.Float);
        refuse(builder, LogicalType.Textual, CoercionInputShape.Boolean, CoercionInputShape.Boolean);
        for (LogicalType type : LogicalType.values()) {
            if (type != LogicalType.Textual && type != LogicalType.Untyped) {
                refuse(builder, type, CoercionInputShape.EmptyString, CoercionInputShape.EmptyString);
            }
        }
        return builder.build();
    }

    private static void refuse(
            JsonMapper.Builder builder, LogicalType type, CoercionInputShape shape, CoercionInputShape orShape) {
        builder.withCoercionConfig(type, config -> config.setCoercion(shape, CoercionAction.Fail)
                .setCoercion(orShape, CoercionAction.Fail));
    }

    private static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_TEXT)
                        .maxNumberLength(64)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .build();
    }
}
