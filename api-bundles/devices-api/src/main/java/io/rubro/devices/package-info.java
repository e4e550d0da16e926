/** The machines in the shop: their registry, their telemetry, and the drivers that speak their languages. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.devices;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
