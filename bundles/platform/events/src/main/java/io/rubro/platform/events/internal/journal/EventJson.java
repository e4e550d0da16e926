package io.rubro.platform.events.internal.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.ids.Id;
import java.io.Serial;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Events as JSON: identifiers as 13 characters, decimals as text, dates in ISO form, nothing for null.
 *
 * <p>Jackson remembers every class it has seen. The memory for a class is kept with that class alone, so that the
 * classes of a plugin can be unloaded when it leaves.
 */
final class EventJson implements AutoCloseable {

    private final Set<Class<?>> seen = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final ClassValue<ObjectMapper> mappers = new ClassValue<>() {
        @Override
        protected ObjectMapper computeValue(Class<?> type) {
            seen.add(type);
            return mapper();
        }
    };

    /**
     * The payload of an event.
     *
     * @throws IllegalArgumentException if the event cannot be written
     */
    String write(DomainEvent event) {
        try {
            return mappers.get(event.getClass()).writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(event.getClass().getName() + " does not become JSON: " + e, e);
        }
    }

    /**
     * Reads a payload; unknown fields are ignored, missing ones null.
     *
     * @throws IllegalArgumentException if the JSON does not fit
     */
    <T> T read(String json, Class<T> type) {
        try {
            return mappers.get(type).readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the event does not fit " + type.getName() + ": " + e, e);
        }
    }

    /** Lets go of all classes; without it they would keep this bundle's class loader. */
    @Override
    public void close() {
        Class<?>[] all = seen.toArray(Class<?>[]::new);
        for (Class<?> type : all) {
            if (type != null) {
                mappers.remove(type);
            }
        }
    }

    private static ObjectMapper mapper() {
        SimpleModule ids = new SimpleModule("rubro")
                .addSerializer(Id.class, ToStringSerializer.instance)
                .addDeserializer(Id.class, new IdReader());
        ObjectMapper mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxStringLength(Integer.MAX_VALUE)
                                .build())
                        .build())
                .addModule(new JavaTimeModule())
                .addModule(ids)
                .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE) // the components, nothing derived
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                // the default factory is one for the whole JVM and keeps the types it has met
                .typeFactory(TypeFactory.defaultInstance().withCache(new LRUMap<>(16, 200)))
                .build();
        mapper.configOverride(BigDecimal.class).setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING));
        return mapper;
    }

    private static final class IdReader extends FromStringDeserializer<Id> {

        @Serial
        private static final long serialVersionUID = 1L;

        IdReader() {
            super(Id.class);
        }

        @Override
        protected Id _deserialize(String text, com.fasterxml.jackson.databind.DeserializationContext context) {
            return Id.valueOf(text);
        }
    }
}
