/** What a plugin implements so that a device's own language becomes measurements and commands. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.devices.driver;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
