package io.rubro.platform.rest.internal.call;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.internal.json.Expected;
import io.rubro.platform.rest.internal.json.Values;
import io.rubro.platform.rest.internal.problem.Problem;
import io.rubro.platform.rest.internal.problem.RefusedRequest;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.ws.rs.PathParam;
import javax.ws.rs.ext.ParamConverter;
import javax.ws.rs.ext.ParamConverterProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads path, query and header parameters. A path with a bad value is a path that does not exist (404); any other bad
 * value is told with the parameter's name (422). CXF itself would answer 404 to {@code ?limit=many}.
 */
public final class ParameterValues implements ParamConverterProvider {

    private final Map<Class<?>, Optional<Parser>> parsers = new ConcurrentHashMap<>();

    /** Turns text into a value, or throws whatever it likes. */
    private interface Parser {
        Object parse(String text) throws ReflectiveOperationException;
    }

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> type, @Nullable Type genericType, Annotation[] annotations) {
        @Nullable Optional<Parser> known = parsers.get(type);
        Optional<Parser> parser = known != null ? known : parsers.computeIfAbsent(type, ParameterValues::parser);
        return parser.map(p -> new Converter<T>(p, type, annotations)).orElse(null);
    }

    private record Converter<T>(Parser parser, Class<T> type, Annotation[] annotations) implements ParamConverter<T> {

        @Override
        @SuppressWarnings("unchecked") // the parser was made for this type, which may be primitive and cannot cast
        public T fromString(String text) {
            try {
                return (T) parser.parse(text);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof ProblemException told ? told : refusal();
            } catch (ReflectiveOperationException | RuntimeException bad) {
                throw refusal();
            }
        }

        private RuntimeException refusal() {
            if (Arrays.stream(annotations).anyMatch(PathParam.class::isInstance)) {
                return new RefusedRequest(Problem.ofStatus(404));
            }
            String code = type == String.class ? "rest.json.characters" : Expected.code(type);
            return ProblemException.invalid(MethodPlan.name(annotations), code, Expected.args(type));
        }

        @Override
        public String toString(T value) {
            return String.valueOf(value);
        }
    }

    private static Optional<Parser> parser(Class<?> type) {
        if (type == String.class) {
            return Optional.of(ParameterValues::storable);
        } else if (type == int.class || type == Integer.class) {
            return Optional.of(Integer::valueOf);
        } else if (type == long.class || type == Long.class) {
            return Optional.of(Long::valueOf);
        } else if (type == boolean.class || type == Boolean.class) {
            return Optional.of(ParameterValues::truth);
        } else if (type == BigDecimal.class) {
            return Optional.of(Values::decimal);
        } else if (type == LocalDate.class) {
            return Optional.of(LocalDate::parse);
        } else if (type == Instant.class) {
            return Optional.of(Values::instant);
        }
        return factory(type).map(ParameterValues::calling);
    }

    private static String storable(String text) {
        if (!Values.isStorable(text)) {
            throw new IllegalArgumentException("text with a character that cannot be stored");
        }
        return text;
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** What JAX-RS prescribes: a constructor or a static {@code valueOf} or {@code fromString} that takes the text. */
    private static Optional<Executable> factory(Class<?> type) {
        Stream<Executable> methods = Stream.of("fromString", "valueOf").flatMap(name -> Arrays.stream(type.getMethods())
                .filter(m -> m.getName().equals(name) && Modifier.isStatic(m.getModifiers()))
                .filter(m -> type.isAssignableFrom(m.getReturnType())));
        return Stream.concat(methods, Arrays.stream(type.getConstructors()))
                .filter(f -> f.getParameterCount() == 1 && f.getParameterTypes()[0] == String.class)
                .filter(f -> !Modifier.isAbstract(type.getModifiers()) || f instanceof Method)
                .findFirst();
    }

    private static Parser calling(Executable factory) {
        factory.trySetAccessible();
        return factory instanceof Method method
                ? text -> method.invoke(null, text)
                : text -> ((Constructor<?>) factory).newInstance(text);
    }
}
