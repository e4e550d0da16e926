/** Identifiers: 64-bit, time-ordered, written as 13 characters. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.ids;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
