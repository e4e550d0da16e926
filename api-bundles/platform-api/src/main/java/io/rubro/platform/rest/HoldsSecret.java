package io.rubro.platform.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource method whose request or answer holds a secret (a password, a token, a key shown once). The platform
 * keeps nothing of it: an {@code Idempotency-Key} on such a request answers 400, because the answer would have to be
 * stored to be repeated.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface HoldsSecret {}
