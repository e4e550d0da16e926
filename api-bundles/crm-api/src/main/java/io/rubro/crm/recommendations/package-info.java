/** What to do about a customer, and why. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.crm.recommendations;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
