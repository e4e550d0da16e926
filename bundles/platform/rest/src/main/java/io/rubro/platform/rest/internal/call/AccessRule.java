package io.rubro.platform.rest.internal.call;

import io.rubro.platform.rest.internal.edge.ApiRequest;
import io.rubro.platform.rest.internal.problem.Problem;
import io.rubro.platform.security.AllowAnonymous;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import java.lang.reflect.AnnotatedElement;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may call a method. */
public sealed interface AccessRule {

    /** Whoever holds a permission. */
    record Permission(String id) implements AccessRule {}

    /** Whoever showed valid credentials. */
    record AnyCaller() implements AccessRule {}

    /** Everybody. */
    record Everybody() implements AccessRule {}

    /** Nobody: the method says nothing about who may call it, and silence is no. */
    record Nobody() implements AccessRule {}

    /** The rule of the first of these places that has one; {@link Nobody} if none has. */
    static AccessRule of(AnnotatedElement... places) {
        for (AnnotatedElement place : places) {
            Optional<AccessRule> rule = annotated(place);
            if (rule.isPresent()) {
                return rule.get();
            }
        }
        return new Nobody();
    }

    private static Optional<AccessRule> annotated(AnnotatedElement place) {
        @Nullable RequiresPermission permission = place.getAnnotation(RequiresPermission.class);
        if (permission != null) {
            return Optional.of(new Permission(permission.value()));
        }
        if (place.isAnnotationPresent(Authenticated.class)) {
            return Optional.of(new AnyCaller());
        }
        return place.isAnnotationPresent(AllowAnonymous.class) ? Optional.of(new Everybody()) : Optional.empty();
    }

    /** Why this caller may not call; null if it may. */
    default @Nullable Problem refusal(Caller caller, ApiRequest request) {
        if (this instanceof Everybody) {
            return null;
        }
        if (this instanceof Nobody) {
            return Problem.of(403, "rest.nobody");
        }
        if (caller.kind() == Caller.Kind.ANONYMOUS) {
            return request.unauthenticated();
        }
        return this instanceof Permission permission && !caller.may(permission.id())
                ? Problem.of(403, "rest.permission", Map.of("permission", permission.id()))
                : null;
    }
}
