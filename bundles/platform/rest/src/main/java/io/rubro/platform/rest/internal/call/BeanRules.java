package io.rubro.platform.rest.internal.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.internal.problem.ProblemTexts;
import java.lang.annotation.ElementType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.validation.ConstraintViolation;
import javax.validation.MessageInterpolator;
import javax.validation.Path;
import javax.validation.TraversableResolver;
import javax.validation.Validation;
import javax.validation.ValidatorFactory;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.spi.nodenameprovider.JavaBeanProperty;
import org.hibernate.validator.spi.nodenameprovider.Property;
import org.hibernate.validator.spi.nodenameprovider.PropertyNodeNameProvider;
import org.jspecify.annotations.Nullable;

/**
 * Checks the rules of Bean Validation on the parameters of a module's methods. Made when the first method with rules is
 * called; it knows the module's classes and goes with them.
 *
 * <p>A rule broken is told as field, code and text. The code is {@code rest.constraint.<annotation>}, or the annotation's
 * own {@code message} where that is the key of a text: {@code @AssertTrue(message = "crm.vat-or-name")}.
 */
public final class BeanRules implements AutoCloseable {

    private final ObjectMapper mapper;
    private @Nullable ValidatorFactory factory;

    public BeanRules(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Checks the parameters of a call.
     *
     * @throws ProblemException 422 naming every field that breaks a rule
     */
    void check(Object resource, MethodPlan plan, @Nullable Object[] parameters) {
        Set<ConstraintViolation<Object>> broken =
                factory().getValidator().forExecutables().validateParameters(resource, plan.method(), parameters);
        if (!broken.isEmpty()) {
            throw ProblemException.invalid(broken.stream()
                    .map(violation -> error(violation, plan.parameterNames()))
                    .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::code))
                    .toList());
        }
    }

    private synchronized ValidatorFactory factory() {
        if (factory == null) {
            factory = Validation.byProvider(HibernateValidator.class)
                    .providerResolver(() -> List.of(new HibernateValidator()))
                    .configure()
                    .ignoreXmlConfiguration()
                    .messageInterpolator(new Keys())
                    .traversableResolver(new Everything())
                    .propertyNodeNameProvider(new JsonNames(mapper))
                    .buildValidatorFactory();
        }
        return factory;
    }

    @Override
    public synchronized void close() {
        if (factory != null) {
            factory.close();
        }
    }

    private static FieldError error(ConstraintViolation<?> violation, List<String> parameterNames) {
        String template = violation.getMessageTemplate();
        boolean isOwnKey = !template.isEmpty() && template.indexOf('{') < 0 && template.indexOf(' ') < 0;
        String rule = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        Map<String, Object> args = violation.getConstraintDescriptor().getAttributes().entrySet().stream()
                .filter(e -> e.getValue() instanceof String
                        || e.getValue() instanceof Number
                        || e.getValue() instanceof Boolean)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new FieldError(
                field(violation.getPropertyPath(), parameterNames),
                isOwnKey ? template : ProblemTexts.CONSTRAINT_PREFIX + rule,
                args);
    }

    /** The path as a caller writes it: {@code lines[0].quantity}, {@code limit}. */
    private static String field(Path path, List<String> parameterNames) {
        StringBuilder field = new StringBuilder();
        for (Path.Node node : path) {
            @Nullable
            String name =
                    switch (node.getKind()) {
                        case PARAMETER ->
                            parameterNames.get(node.as(Path.ParameterNode.class).getParameterIndex());
                        case PROPERTY -> node.getName();
                        default -> null;
                    };
            if (node.isInIterable()) {
                @Nullable Object place = node.getIndex() != null ? node.getIndex() : node.getKey();
                field.append('[').append(place == null ? "" : place).append(']');
            }
            if (name != null && !name.isEmpty()) {
                field.append(field.isEmpty() ? "" : ".").append(name);
            }
        }
        return field.toString();
    }

    /** Texts are ours: the template goes through as it is. */
    private static final class Keys implements MessageInterpolator {
        @Override
        public String interpolate(String template, Context context) {
            return template;
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return template;
        }
    }

    /** Requests are plain values; the default resolver would look for JPA to ask it about lazy ones. */
    private static final class Everything implements TraversableResolver {
        @Override
        public boolean isReachable(Object bean, Path.Node property, Class<?> root, Path path, ElementType elementType) {
            return true;
        }

        @Override
        public boolean isCascadable(
                Object bean, Path.Node property, Class<?> root, Path path, ElementType elementType) {
            return true;
        }
    }

    /** A field is called what it is called in the JSON. */
    private record JsonNames(ObjectMapper mapper) implements PropertyNodeNameProvider {
        @Override
        public String getName(Property property) {
            if (!(property instanceof JavaBeanProperty field)) {
                return property.getName();
            }
            return mapper
                    .getSerializationConfig()
                    .introspect(mapper.constructType(field.getDeclaringClass()))
                    .findProperties()
                    .stream()
                    .filter(p -> p.getInternalName().equals(field.getName()))
                    .map(p -> p.getName())
                    .findFirst()
                    .orElse(field.getName());
        }
    }
}
