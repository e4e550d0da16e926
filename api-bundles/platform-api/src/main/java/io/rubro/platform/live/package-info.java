/** What screens that are open hear at once. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.live;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
