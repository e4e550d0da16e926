package io.rubro.platform.rest;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A value that carries the version of its record. A response with such an entity gets {@code ETag: "<version>"}, and a
 * GET with a matching {@code If-None-Match} answers 304.
 */
@ConsumerType
public interface Versioned {

    /** Grows with every change. */
    long version();
}
