/** Who is calling and what they may do. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.security;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
