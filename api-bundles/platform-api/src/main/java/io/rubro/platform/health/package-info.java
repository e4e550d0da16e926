/** What must be in order before the server says that it is ready. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
