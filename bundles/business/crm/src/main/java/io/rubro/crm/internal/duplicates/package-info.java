/** Contacts that may be one and the same, found by what they have in common. */
@NullMarked
package io.rubro.crm.internal.duplicates;

import org.jspecify.annotations.NullMarked;
