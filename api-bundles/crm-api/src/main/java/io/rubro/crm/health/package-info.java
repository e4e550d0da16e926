/** How things stand with a customer, computed from the journal of billing. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.crm.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
