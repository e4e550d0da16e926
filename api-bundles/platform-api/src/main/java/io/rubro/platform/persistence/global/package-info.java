/** SQL on tables that belong to no organisation. For platform modules only: plugins may not import this package. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.persistence.global;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
