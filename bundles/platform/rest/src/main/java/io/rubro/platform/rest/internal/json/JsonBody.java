package io.rubro.platform.rest.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.rubro.platform.rest.internal.problem.Problem;
import io.rubro.platform.rest.internal.problem.RefusedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON bodies of one module. A body is read whole (it is limited) and written whole, so that an answer
 * either goes out complete with its length or not at all.
 */
@Consumes({MediaType.APPLICATION_JSON, "application/*+json"})
@Produces({MediaType.APPLICATION_JSON, "application/*+json"})
public final class JsonBody implements MessageBodyReader<@Nullable Object>, MessageBodyWriter<Object> {

    private final ObjectMapper mapper;
    private final ObjectWriter plain;
    private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();
    private final Map<Type, ObjectWriter> writers = new ConcurrentHashMap<>();

    public JsonBody(ObjectMapper mapper) {
        this.mapper = mapper;
        this.plain = mapper.writer();
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return !isRaw(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return !isRaw(type);
    }

    /** Bytes and streams are somebody else's JSON, ready as they are. */
    private static boolean isRaw(Class<?> type) {
        return type == byte[].class
                || InputStream.class.isAssignableFrom(type)
                || Reader.class.isAssignableFrom(type)
                || StreamingOutput.class.isAssignableFrom(type);
    }

    @Override
    public Object readFrom(
            Class<@Nullable Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        byte[] body = in.readAllBytes();
        requireUtf8(body);
        try {
            @Nullable Object value = isBlank(body) ? null : reader(genericType).readValue(body);
            if (value == null) {
                throw new RefusedRequest(Problem.of(400, "rest.body-missing"));
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new RefusedRequest(JsonProblems.of(e), e);
        }
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        byte[] body = write(value, genericType);
        headers.putSingle(HttpHeaders.CONTENT_LENGTH, body.length);
        out.write(body);
    }

    /** The JSON of a value, as UTF-8. */
    public byte[] write(Object value, @Nullable Type genericType) throws JsonProcessingException {
        return writer(value, genericType).writeValueAsBytes(value);
    }

    private ObjectReader reader(Type type) {
        @Nullable ObjectReader known = readers.get(type);
        return known != null ? known : readers.computeIfAbsent(type, t -> mapper.readerFor(mapper.constructType(t)));
    }

    /** A generic type (a list, a page) says more than the class of the value; anything else says less. */
    private ObjectWriter writer(Object value, @Nullable Type genericType) {
        if (!(genericType instanceof ParameterizedType type)
                || !(type.getRawType() instanceof Class<?> raw)
                || !raw.isInstance(value)) {
            return plain;
        }
        @Nullable ObjectWriter known = writers.get(type);
        return known != null ? known : writers.computeIfAbsent(type, t -> mapper.writerFor(mapper.constructType(t)));
    }

    private static void requireUtf8(byte[] body) {
        boolean ascii = true;
        for (byte b : body) {
            ascii &= b >= 0;
        }
        if (!ascii) {
            try {
                // a new decoder reports malformed input instead of replacing it
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            } catch (CharacterCodingException e) {
                throw new RefusedRequest(Problem.of(400, "rest.json.encoding"), e);
            }
        }
    }

    private static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
