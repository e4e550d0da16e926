/** The organisation the work on a thread belongs to. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.tenancy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
