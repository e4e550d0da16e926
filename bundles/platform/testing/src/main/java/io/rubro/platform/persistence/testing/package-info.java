/** The platform's persistence for tests, outside OSGi. */
@NullMarked
package io.rubro.platform.persistence.testing;

import org.jspecify.annotations.NullMarked;
