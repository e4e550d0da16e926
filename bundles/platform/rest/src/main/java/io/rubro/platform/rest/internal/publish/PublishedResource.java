package io.rubro.platform.rest.internal.publish;

import io.rubro.platform.rest.internal.call.Gate;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import javax.ws.rs.container.Suspended;

/** A resource a bundle offers: its object and the way in. */
final class PublishedResource {

    /** How long a resource that goes away waits for those who are still in it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Object instance;
    private final Gate gate = new Gate();

    PublishedResource(Object instance) {
        this.instance = instance;
    }

    Object instance() {
        return instance;
    }

    Class<?> type() {
        return instance.getClass();
    }

    Gate gate() {
        return gate;
    }

    /** Lets nobody in any more and waits a moment for who is inside. */
    void withdraw() {
        gate.close(PATIENCE);
    }

    /**
     * Why this resource cannot be published. Work that goes on after the method has returned would run without caller,
     * organisation and transaction; the methods of an object that a method returns would escape their permission.
     */
    Optional<String> defect() {
        Stream<Class<?>> declaring = Stream.concat(Stream.of(type()), Arrays.stream(type().getInterfaces()));
        return declaring
                .flatMap(c -> Arrays.stream(c.getMethods()))
                .flatMap(method -> defect(method).stream())
                .findFirst();
    }

    private static Optional<String> defect(Method method) {
        boolean isOperation = Arrays.stream(method.getAnnotations())
                .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class));
        boolean isAsynchronous = CompletionStage.class.isAssignableFrom(method.getReturnType())
                || Arrays.stream(method.getParameters()).anyMatch(p -> p.isAnnotationPresent(Suspended.class));
        if (isOperation && isAsynchronous) {
            return Optional.of(method.getName() + " answers asynchronously");
        }
        return method.isAnnotationPresent(Path.class) && !isOperation
                ? Optional.of(method.getName() + " is a sub-resource locator")
                : Optional.empty();
    }
}
