/** The durable journal: events written in the business transaction, delivered once in effect to every subscriber. */
@NullMarked
@Export
@Version("1.1.0")
package io.rubro.platform.events;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
