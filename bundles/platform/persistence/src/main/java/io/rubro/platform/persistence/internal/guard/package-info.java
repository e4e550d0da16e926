/** The walls between organisations inside EclipseLink. */
@NullMarked
package io.rubro.platform.persistence.internal.guard;

import org.jspecify.annotations.NullMarked;
