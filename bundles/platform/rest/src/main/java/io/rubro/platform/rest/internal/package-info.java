/** The REST layer: everything under {@code /api}. */
@NullMarked
package io.rubro.platform.rest.internal;

import org.jspecify.annotations.NullMarked;
