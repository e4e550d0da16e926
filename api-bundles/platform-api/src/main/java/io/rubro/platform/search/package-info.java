/** One search over the records of all modules. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.search;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
