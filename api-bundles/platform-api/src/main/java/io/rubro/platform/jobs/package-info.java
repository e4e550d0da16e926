/** Scheduled work that survives a restart and runs once in a cluster. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.jobs;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
