/** One server per bundle, published while its resources are there. */
@NullMarked
package io.rubro.platform.rest.internal.publish;

import org.jspecify.annotations.NullMarked;
