package io.rubro.platform.rest.internal.call;

import io.rubro.platform.rest.BodyLimit;
import io.rubro.platform.rest.HoldsSecret;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.validation.Constraint;
import javax.validation.Valid;
import javax.ws.rs.BeanParam;
import javax.ws.rs.CookieParam;
import javax.ws.rs.FormParam;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.MatrixParam;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a call of a method needs, worked out when its resource is published and never again.
 *
 * @param method the method
 * @param gate the way into its resource
 * @param access who may call it
 * @param bodyLimit its own limit for the body in bytes; 0 if it has none
 * @param streamsBody whether it reads the body itself
 * @param holdsSecret whether nothing of its requests and answers may be kept
 * @param constrained whether its parameters have rules to be checked
 * @param parameterNames what the caller calls each parameter; empty for the body and for beans of parameters
 */
public record MethodPlan(
        Method method,
        Gate gate,
        AccessRule access,
        long bodyLimit,
        boolean streamsBody,
        boolean holdsSecret,
        boolean constrained,
        List<String> parameterNames) {

    private static final Set<Class<?>> STREAMS = Set.of(InputStream.class, Reader.class, File.class);

    /** The plan for an operation of a resource. */
    public static MethodPlan of(OperationResourceInfo operation, Gate gate) {
        Method method = operation.getMethodToInvoke();
        // the class of a component need not be public; and a call without the access check is faster
        method.trySetAccessible();
        // annotations may stand on the method of an interface the resource implements
        @Nullable Method annotated = operation.getAnnotatedMethod();
        Method declared = annotated == null ? method : annotated;
        Class<?> resource = operation.getClassResourceInfo().getServiceClass();
        @Nullable BodyLimit limit = method.getAnnotation(BodyLimit.class);
        return new MethodPlan(
                method,
                gate,
                AccessRule.of(method, declared, resource, declared.getDeclaringClass()),
                limit == null ? 0 : limit.value(),
                Arrays.stream(method.getParameterTypes()).anyMatch(STREAMS::contains),
                declared.isAnnotationPresent(HoldsSecret.class) || resource.isAnnotationPresent(HoldsSecret.class),
                isConstrained(method) || isConstrained(declared),
                IntStream.range(0, method.getParameterCount())
                        .mapToObj(i -> name(declared.getParameterAnnotations()[i]))
                        .toList());
    }

    /** A type argument may carry rules too ({@code List<@NotBlank String>}): then the validator itself looks. */
    private static boolean isConstrained(Method method) {
        return Arrays.stream(method.getParameters())
                .anyMatch(parameter -> isConstrained(parameter.getAnnotations())
                        || parameter.getParameterizedType() instanceof ParameterizedType);
    }

    private static boolean isConstrained(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .anyMatch(a -> a instanceof Valid || a.annotationType().isAnnotationPresent(Constraint.class));
    }

    /** The name a parameter has in the request; public because refusals of single parameters need it too. */
    public static String name(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof QueryParam query) {
                return query.value();
            } else if (annotation instanceof PathParam path) {
                return path.value();
            } else if (annotation instanceof HeaderParam header) {
                return header.value();
            } else if (annotation instanceof CookieParam cookie) {
                return cookie.value();
            } else if (annotation instanceof FormParam form) {
                return form.value();
            } else if (annotation instanceof MatrixParam matrix) {
                return matrix.value();
            } else if (annotation instanceof BeanParam) {
                return "";
            }
        }
        return "";
    }
}
