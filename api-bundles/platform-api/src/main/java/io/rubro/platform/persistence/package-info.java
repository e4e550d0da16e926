/** One data source, one transaction: what modules use to store and read their rows. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.persistence;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
