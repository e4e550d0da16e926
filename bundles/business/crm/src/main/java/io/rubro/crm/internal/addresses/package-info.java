/** The addresses of contacts beside their own. */
@NullMarked
package io.rubro.crm.internal.addresses;

import org.jspecify.annotations.NullMarked;
