/** The tamper-evident trail of who did what to which record. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
