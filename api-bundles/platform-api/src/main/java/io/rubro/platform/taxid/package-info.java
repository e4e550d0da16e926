/** Tax identifiers of Spain and Argentina, checked by their real algorithms. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.taxid;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
