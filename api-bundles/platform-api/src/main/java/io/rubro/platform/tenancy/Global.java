package io.rubro.platform.tenancy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a JPA entity whose rows belong to no organisation (countries, organisations themselves). Every other entity is
 * isolated by organisation without saying so: its table must have {@code organization_id}, the entity must not map it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Global {}
