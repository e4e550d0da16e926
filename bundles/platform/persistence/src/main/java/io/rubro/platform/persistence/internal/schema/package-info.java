/** Brings each module's schema up to date before its services appear. */
@NullMarked
package io.rubro.platform.persistence.internal.schema;

import org.jspecify.annotations.NullMarked;
