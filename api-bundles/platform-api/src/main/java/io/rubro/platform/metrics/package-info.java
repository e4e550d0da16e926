/** Counters and timings a module shows to the operator. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.metrics;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
