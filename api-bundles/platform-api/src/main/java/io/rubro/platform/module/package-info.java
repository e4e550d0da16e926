/** What a bundle contributes to the platform, as it says itself in its descriptor. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.module;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
