/** Pipelines of opportunities: what may be sold, how likely and when. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.crm.pipeline;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
