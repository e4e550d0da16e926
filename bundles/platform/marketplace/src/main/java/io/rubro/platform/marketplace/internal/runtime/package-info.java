/** Plugins as bundles of the running framework. */
@NullMarked
package io.rubro.platform.marketplace.internal.runtime;

import org.jspecify.annotations.NullMarked;
