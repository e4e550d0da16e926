/** Invoices, their series and payments, and what happens to them. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.billing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
