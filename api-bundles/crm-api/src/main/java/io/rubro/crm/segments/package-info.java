/** Groups of contacts, by hand or by rules over their fields and figures. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.crm.segments;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
