/** Errors a person understands, as RFC 9457 problem details. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.problem;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
