/** The organisations (tenants) that share one installation. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.organizations;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
