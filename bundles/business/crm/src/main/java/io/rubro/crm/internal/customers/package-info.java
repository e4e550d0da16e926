/** Customers counted, and by their place in the list. */
@NullMarked
package io.rubro.crm.internal.customers;

import org.jspecify.annotations.NullMarked;
