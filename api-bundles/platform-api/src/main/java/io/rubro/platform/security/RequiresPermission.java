package io.rubro.platform.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call a resource method: a caller that holds the permission in its organisation. On a class it holds for all its methods; a method's own annotation wins. A method with none of {@link RequiresPermission}, {@link Authenticated} and {@link AllowAnonymous} is refused to everybody. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresPermission {

    /** The permission, {@code <module>.<noun>.<verb>}, declared in the module's descriptor. */
    String value();
}
