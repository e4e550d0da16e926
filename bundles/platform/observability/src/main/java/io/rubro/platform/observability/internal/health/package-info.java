/** Liveness and readiness. */
@NullMarked
package io.rubro.platform.observability.internal.health;

import org.jspecify.annotations.NullMarked;
