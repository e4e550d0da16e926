/** Customers and leads counted, and by their place in the list. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.crm.customers;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
