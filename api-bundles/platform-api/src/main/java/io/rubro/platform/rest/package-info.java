/** Conventions shared by every REST resource: pages, cursors, entity tags. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.platform.rest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
