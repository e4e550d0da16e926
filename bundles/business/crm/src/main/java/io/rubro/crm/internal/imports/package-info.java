/** Contacts from files of other programs, and back out again. */
@NullMarked
package io.rubro.crm.internal.imports;

import org.jspecify.annotations.NullMarked;
