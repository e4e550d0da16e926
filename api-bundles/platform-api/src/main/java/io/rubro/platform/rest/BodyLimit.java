package io.rubro.platform.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How large the body of a request to this resource method may be, in bytes, where the platform's limit (1 MiB unless
 * configured) does not fit: uploads. A larger body answers 413. Take such a body as an {@code InputStream}: what is read
 * as JSON is held in memory.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BodyLimit {

    /** The largest body in bytes, above zero. */
    long value();
}
