/** The index contacts are searched in. */
@NullMarked
package io.rubro.crm.internal.words;

import org.jspecify.annotations.NullMarked;
