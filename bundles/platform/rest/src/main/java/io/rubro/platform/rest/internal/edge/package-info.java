/** What surrounds every request: identity, language, limits, problems. */
@NullMarked
package io.rubro.platform.rest.internal.edge;

import org.jspecify.annotations.NullMarked;
