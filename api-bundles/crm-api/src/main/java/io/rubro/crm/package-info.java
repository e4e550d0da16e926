/** Contacts and what happens between them and the business. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.crm;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
