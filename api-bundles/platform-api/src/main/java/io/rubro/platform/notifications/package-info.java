/** Messages to people about what happened while they were not looking. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.notifications;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
