/** The people one deals with at a contact. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.crm.people;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
