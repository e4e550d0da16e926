/** Two contacts become one, and two again. */
@NullMarked
package io.rubro.crm.internal.merging;

import org.jspecify.annotations.NullMarked;
