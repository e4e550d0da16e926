/** The people of contacts. */
@NullMarked
package io.rubro.crm.internal.people;

import org.jspecify.annotations.NullMarked;
