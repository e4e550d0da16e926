/** The fields an organisation adds to its contacts. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.crm.custom;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
